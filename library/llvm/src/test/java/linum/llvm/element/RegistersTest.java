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
  void loadsAndStoresSideBySide(DType d) {
    List<Integer> moved =
        run(
            d,
            (c, from, to) ->
                Registers.store(
                    c,
                    d,
                    Registers.load(c, d, c.at(from, Val.i64(2), d.byteSize()), LANES),
                    c.at(to, Val.i64(1), d.byteSize())));
    assertThat(moved).isEqualTo(expected(d, 0, 2, 3, 4, 5));
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
