package linum.llvm.element;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.natives.Jit;
import linum.llvm.natives.LoadedCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistersTest {
  private static final int LANES = 4;

  /// What is written between two addresses.
  private interface Body {
    void emit(Code code, Val from, Val to);
  }

  /// Runs code on the elements 0, 1, 2, … 15 (modulo 2 for booleans); gives 16 elements that were
  /// 0.
  @SuppressWarnings("restricted") // calls what was compiled
  private static List<Integer> run(DType dtype, Body body) {
    IrModule module = new IrModule(32);
    Code code = module.function("f", true, null, IrType.PTR, IrType.PTR);
    body.emit(code, code.parameter(0), code.parameter(1));
    code.finish();
    Jit jit = Jit.get();
    LoadedCode loaded = jit.load(jit.compile(module.text("attributes #0 = { nounwind }\n")));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(16L * dtype.byteSize(), 64);
      MemorySegment to = arena.allocate(16L * dtype.byteSize(), 64);
      for (int i = 0; i < 16; i++) {
        Samples.put(from, dtype, i, dtype == DType.BOOL ? i % 2 : i);
      }
      Linker.nativeLinker()
          .downcallHandle(loaded.address("f"), FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
          .invokeExact(from, to);
      return IntStream.range(0, 16).mapToObj(i -> Samples.get(to, dtype, i).intValue()).toList();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> expected(DType dtype, int... first) {
    return Arrays.stream(Arrays.copyOf(first, 16))
        .map(i -> dtype == DType.BOOL ? i % 2 : i)
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLEX64", "COMPLEX128"})
  void loadsWithAnyStride(DType d) {
    int size = d.byteSize();
    assertThat(run(d, (c, from, to) -> copyStrided(c, d, from, to, 3L * size)))
        .isEqualTo(expected(d, 0, 3, 6, 9));
    assertThat(run(d, (c, from, to) -> copyStrided(c, d, c.at(from, Val.i64(5), size), to, 0)))
        .isEqualTo(expected(d, 5, 5, 5, 5));
    assertThat(run(d, (c, from, to) -> copyStrided(c, d, c.at(from, Val.i64(5), size), to, -size)))
        .isEqualTo(expected(d, 5, 4, 3, 2));
    assertThat(run(d, (c, from, to) -> copyStrided(c, d, from, to, size)))
        .isEqualTo(expected(d, 0, 1, 2, 3));
  }

  private static void copyStrided(Code code, DType d, Val from, Val to, long stride) {
    Registers.store(code, d, Registers.loadStrided(code, d, from, stride, LANES), to);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLEX64", "COMPLEX128"})
  void storesWithAnyStride(DType d) {
    List<Integer> every =
        run(
            d,
            (c, from, to) ->
                Registers.storeStrided(
                    c, d, Registers.load(c, d, from, LANES), to, 2L * d.byteSize()));
    assertThat(every).isEqualTo(expected(d, 0, 0, 1, 0, 2, 0, 3));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLEX64", "COMPLEX128"})
  void gathersFromAnywhere(DType d) {
    List<Integer> squares =
        run(
            d,
            (c, from, to) -> {
              Val lanes = Val.lanesOf(IrType.I64.of(LANES));
              Val offsets = c.mul(c.mul(lanes, lanes), Val.constant(lanes.type(), d.byteSize()));
              Registers.store(c, d, Registers.gather(c, d, from, offsets), to);
            });
    assertThat(squares).isEqualTo(expected(d, 0, 1, 4, 9));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLEX64", "COMPLEX128", "KEY", "FLOAT0"})
  void constantsAreOfTheirType(DType d) {
    List<Integer> ones =
        run(d, (c, _, to) -> Registers.store(c, d, Registers.constant(d, 1, LANES), to));
    assertThat(ones).isEqualTo(expected(d, 1, 1, 1, 1));
  }

  @Test
  void complexNumbersHaveNoRegisters() {
    assertThatThrownBy(() -> Registers.type(DType.COMPLEX64))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("elements of complex64");
  }
}
