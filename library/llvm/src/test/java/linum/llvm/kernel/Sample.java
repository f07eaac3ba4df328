package linum.llvm.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Runs a primitive on random numbers, compiled and by the reference backend.
final class Sample {
  private Sample() {}

  /// Says that both backends agree, up to the rounding of sums of floating numbers.
  static void agrees(Primitive p, Aval... in) {
    List<Atom.Var> inputs = List.of(in).stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs = p.infer(List.of(in)).stream().map(Atom.Var::new).toList();
    Jaxpr program =
        new Jaxpr(inputs, List.of(new Eqn(p, List.copyOf(inputs), outputs)), List.copyOf(outputs));
    double[] expected = run("reference", program);
    double[] actual = run("llvm", program);
    DType dtype = outputs.getFirst().aval().dtype();
    DType least = in[0].dtype().byteSize() < dtype.byteSize() ? in[0].dtype() : dtype;
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      assertThat(actual[i] == expected[i] || error <= tolerance(least))
          .as(
              "%s %s of %s: element %d is %s, not %s",
              p.label(), p.params(), List.of(in), i, actual[i], expected[i])
          .isTrue();
    }
  }

  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> 1e-12;
      case FLOAT32 -> 1e-4;
      case FLOAT16 -> 2e-3;
      case BFLOAT16 -> 2e-2;
      default -> 0;
    };
  }

  private static double[] run(String name, Jaxpr program) {
    Backend backend =
        Backends.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
    Random random = new Random(7);
    List<Buffer> inputs = new ArrayList<>();
    for (Aval a : program.inputAvals()) {
      Buffer b = backend.allocate(a.byteSize(), backend.devices().getFirst());
      for (int i = 0; i < a.size(); i++) {
        fill(b.segment(), a.dtype(), i, random);
      }
      inputs.add(b);
    }
    Buffer out = backend.compile(program, List.of()).run(inputs).getFirst();
    Aval aval = program.outputAvals().getFirst();
    double[] result = new double[(int) aval.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = element(out.segment(), aval.dtype(), i);
    }
    return result;
  }

  private static void fill(MemorySegment to, DType dtype, int i, Random random) {
    double x = random.nextGaussian();
    int n = random.nextInt(12);
    switch (dtype) {
      case FLOAT64 -> to.setAtIndex(JAVA_DOUBLE, i, x);
      case FLOAT32 -> to.setAtIndex(JAVA_FLOAT, i, (float) x);
      case FLOAT16 -> to.setAtIndex(JAVA_SHORT, i, Float.floatToFloat16((float) x));
      case BFLOAT16 ->
          to.setAtIndex(JAVA_SHORT, i, (short) (Float.floatToIntBits((float) x) >> 16));
      case INT32, UINT32 -> to.setAtIndex(JAVA_INT, i, n - 3);
      case INT64, UINT64 -> to.setAtIndex(JAVA_LONG, i, n - 3);
      case INT16, UINT16 -> to.setAtIndex(JAVA_SHORT, i, (short) (n - 3));
      case INT8, UINT8 -> to.set(JAVA_BYTE, i, (byte) (17 * n));
      default -> to.set(JAVA_BYTE, i, (byte) (n % 2));
    }
  }

  private static double element(MemorySegment from, DType dtype, int i) {
    return switch (dtype) {
      case FLOAT64 -> from.getAtIndex(JAVA_DOUBLE, i);
      case FLOAT32 -> from.getAtIndex(JAVA_FLOAT, i);
      case FLOAT16 -> Float.float16ToFloat(from.getAtIndex(JAVA_SHORT, i));
      case BFLOAT16 -> Float.intBitsToFloat(from.getAtIndex(JAVA_SHORT, i) << 16);
      case INT32, UINT32 -> from.getAtIndex(JAVA_INT, i);
      case INT64, UINT64 -> from.getAtIndex(JAVA_LONG, i);
      case INT16, UINT16 -> from.getAtIndex(JAVA_SHORT, i);
      default -> from.get(JAVA_BYTE, i);
    };
  }
}
