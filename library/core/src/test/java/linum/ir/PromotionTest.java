package linum.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import linum.ir.Promotion.Mode;
import linum.ir.Promotion.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromotionTest {
  record Cell(boolean x64, String row, String column, String result) {}

  private static final Map<String, DType> CODES =
      Map.ofEntries(
          Map.entry("b1", DType.BOOL),
          Map.entry("u1", DType.UINT8),
          Map.entry("u2", DType.UINT16),
          Map.entry("u4", DType.UINT32),
          Map.entry("u8", DType.UINT64),
          Map.entry("i1", DType.INT8),
          Map.entry("i2", DType.INT16),
          Map.entry("i4", DType.INT32),
          Map.entry("i8", DType.INT64),
          Map.entry("bf", DType.BFLOAT16),
          Map.entry("f2", DType.FLOAT16),
          Map.entry("f4", DType.FLOAT32),
          Map.entry("f8", DType.FLOAT64),
          Map.entry("c4", DType.COMPLEX64),
          Map.entry("c8", DType.COMPLEX128),
          Map.entry("i*", DType.INT64),
          Map.entry("f*", DType.FLOAT64),
          Map.entry("c*", DType.COMPLEX128));

  static Stream<Cell> cells() {
    return Stream.of(false, true).flatMap(x64 -> cells(x64).stream());
  }

  private static List<Cell> cells(boolean x64) {
    List<String> lines = new ArrayList<>(lines("promotion-" + (x64 ? "x64" : "x32") + ".txt"));
    lines.removeIf(l -> l.startsWith("#"));
    String[] columns = lines.removeFirst().strip().split(" ");
    List<Cell> cells = new ArrayList<>();
    for (String line : lines) {
      String[] row = line.split(" ");
      for (int i = 0; i < columns.length; i++) {
        cells.add(new Cell(x64, row[0], columns[i], row[i + 1]));
      }
    }
    return cells;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = PromotionTest.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Aval aval(String code) {
    DType dtype = Promotion.canonical(Objects.requireNonNull(CODES.get(code)));
    return new Aval(dtype, Dims.NONE, code.endsWith("*"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void agreesWithTheTable(Cell cell) {
    Config.ENABLE_X64.with(
        cell.x64(),
        () ->
            assertThat(Promotion.resultType(aval(cell.row()), aval(cell.column())))
                .isEqualTo(Type.of(aval(cell.result()))));
  }

  @Test
  void bothTablesAreComplete() {
    assertThat(cells()).hasSize(2 * 18 * 18);
  }

  @Test
  void oneTypeIsItself() {
    assertThat(Promotion.resultType(Aval.weak(DType.INT8))).isEqualTo(new Type(DType.INT8, true));
    assertThat(Promotion.resultType(Aval.of(DType.KEY), Aval.of(DType.KEY)))
        .isEqualTo(new Type(DType.KEY, false));
  }

  @Test
  void theBoundOfThreeTypesDoesNotDependOnTheirOrder() {
    Aval a = Aval.of(DType.BFLOAT16);
    Aval b = Aval.of(DType.FLOAT16);
    Aval c = Aval.weak(DType.INT32);
    assertThat(Promotion.resultType(a, b, c))
        .isEqualTo(Promotion.resultType(c, b, a))
        .isEqualTo(new Type(DType.FLOAT32, false));
  }

  @Test
  void keysAreNotConvertedToNumbers() {
    assertThatThrownBy(() -> Promotion.promoteTypes(DType.KEY, DType.UINT32))
        .hasMessage(
            "promotion: the types key<fry> and uint32 have no type in common.\n"
                + "Only numbers are converted to each other.");
  }

  @Test
  void nothingHasNoType() {
    assertThatThrownBy(Promotion::resultType)
        .hasMessage("promotion: there are no types to promote");
  }

  @Test
  void strictModeConvertsWeakTypesOnly() {
    Config.NUMPY_DTYPE_PROMOTION.with(
        Mode.STRICT,
        () -> {
          assertThat(Promotion.resultType(Aval.of(DType.INT8), Aval.weak(DType.INT32)))
              .isEqualTo(new Type(DType.INT8, false));
          assertThat(Promotion.resultType(Aval.of(DType.FLOAT16), Aval.weak(DType.INT32)))
              .isEqualTo(new Type(DType.FLOAT16, false));
          assertThat(Promotion.resultType(Aval.weak(DType.FLOAT32), Aval.weak(DType.INT32)))
              .isEqualTo(new Type(DType.FLOAT32, true));
          assertThatThrownBy(() -> Promotion.promoteTypes(DType.INT32, DType.FLOAT32))
              .hasMessage(
                  "promotion: the types int32 and float32 have no type in common.\n"
                      + "Promotion is strict here. Convert one with astype, or use"
                      + " Config.NUMPY_DTYPE_PROMOTION.set(Promotion.Mode.STANDARD).");
          return assertThatThrownBy(
                  () -> Promotion.resultType(Aval.of(DType.INT8), Aval.weak(DType.FLOAT32)))
              .hasMessageContaining("the types int8 and float32* have no type in common");
        });
  }

  @Test
  void inexactLeavesTheIntegers() {
    assertThat(Promotion.inexact(new Type(DType.BOOL, false)).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Promotion.inexact(new Type(DType.INT32, true)))
        .isEqualTo(new Type(DType.FLOAT32, true));
    assertThat(Promotion.inexact(new Type(DType.FLOAT16, false)).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(Config.ENABLE_X64.with(true, () -> Promotion.inexact(new Type(DType.INT64, false))))
        .isEqualTo(new Type(DType.FLOAT64, false));
  }

  @Test
  void numericLeavesTheBooleans() {
    assertThat(Promotion.numeric(new Type(DType.BOOL, false)).dtype()).isEqualTo(DType.INT32);
    assertThat(Promotion.numeric(new Type(DType.UINT8, false)).dtype()).isEqualTo(DType.UINT8);
  }

  @Test
  void sixtyFourBitTypesExistOnRequest() {
    assertThat(Promotion.canonical(DType.INT64)).isEqualTo(DType.INT32);
    assertThat(Promotion.defaultInt()).isEqualTo(DType.INT32);
    assertThat(Promotion.defaultFloat()).isEqualTo(DType.FLOAT32);
    assertThat(Promotion.defaultComplex()).isEqualTo(DType.COMPLEX64);
    assertThat(Config.ENABLE_X64.with(true, Promotion::defaultFloat)).isEqualTo(DType.FLOAT64);
    assertThat(Config.ENABLE_X64.with(true, Config::snapshot)).isNotEqualTo(Config.snapshot());
  }

  @Test
  void aSettingIsSeenByOtherThreadsOnlyIfSetForAll() {
    Setting<Integer> setting = new Setting<>("answer", 1);
    setting.set(2);
    List<Integer> seen = new ArrayList<>();
    setting.with(
        3,
        () -> {
          seen.add(setting.get());
          Thread other = Thread.ofPlatform().start(() -> seen.add(setting.get()));
          try {
            return other.join(java.time.Duration.ofSeconds(10));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(seen).containsExactly(3, 2);
    assertThat(setting).hasToString("answer=2");
  }
}
