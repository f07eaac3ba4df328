package linum.llvm.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.emit.IrType;
import linum.llvm.plan.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {
  private static final int VECTOR_BYTES = 32;

  /// A product of matrices, each with an update of the result's start by it.
  private record Update(int m, int k, int n) {
    Value matrix(int rows, int columns) {
      return new Value(Aval.of(DType.FLOAT32, rows, columns));
    }

    byte[] run(long grain) throws Throwable {
      Value lhs = matrix(m, k);
      Value rhs = matrix(k, n);
      Value start = matrix(m, n);
      Value result = matrix(m, n);
      List<Axis> axes = List.of(new Axis(m, k, 0, n), new Axis(n, 0, 1, 1), new Axis(k, 1, n, 0));
      Storage storage = Storage.plain(IrType.F32);
      NativeKernels kernels =
          new NativeKernels(
              Products.kernels(
                  "update",
                  axes,
                  lhs,
                  rhs,
                  result,
                  new Scaling(-0.5, 2, start, result, storage),
                  _ -> false,
                  VECTOR_BYTES),
              VECTOR_BYTES);
      Random random = new Random(3);
      for (Value v : List.of(lhs, rhs, start)) {
        MemorySegment s = kernels.memory(v);
        for (int i = 0; i < v.aval().size(); i++) {
          s.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian());
        }
      }
      kernels.run(grain);
      MemorySegment c = kernels.memory(result);
      check(kernels.memory(lhs), kernels.memory(rhs), kernels.memory(start), c);
      return c.toArray(JAVA_BYTE);
    }

    private void check(MemorySegment a, MemorySegment b, MemorySegment start, MemorySegment c) {
      for (int i = 0; i < m; i += Math.max(1, m / 9)) {
        for (int j = 0; j < n; j += Math.max(1, n / 9)) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            sum +=
                a.getAtIndex(JAVA_FLOAT, (long) i * k + l)
                    * (double) b.getAtIndex(JAVA_FLOAT, (long) l * n + j);
          }
          long at = (long) i * n + j;
          double expected = 2 * start.getAtIndex(JAVA_FLOAT, at) - 0.5 * sum;
          assertThat((double) c.getAtIndex(JAVA_FLOAT, at)).isCloseTo(expected, within(1e-3));
        }
      }
    }
  }

  /// Sums in memory of their own, in parts of the depth, by rows, and along the lanes.
  @ParameterizedTest
  @CsvSource({"40, 30, 50", "64, 5000, 40", "300, 700, 70", "200, 300, 1", "1, 500, 3"})
  void partsInAnyNumberGiveTheSameBits(int m, int k, int n) throws Throwable {
    Update update = new Update(m, k, n);
    assertThat(update.run(1)).isEqualTo(update.run(Long.MAX_VALUE / 2));
  }
}
