package linum.laws;

import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.testing.Gradients;
import linum.transform.Derivatives;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every differentiable primitive obeys.
class DerivativeLawsTest {
  private static final int EXAMPLES = 3;

  // Derivatives are checked in float64, where differences are sharp.
  static Stream<Cases> differentiable() {
    return Cases.where(c -> c.row().order() > 0 && isFloat32(c)).map(Cases::precise);
  }

  private static boolean isFloat32(Cases c) {
    return c.sample().operands().stream().anyMatch(o -> o.dtype() == DType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void derivativesAreWhatDifferencesSay(Cases c) {
    new Gradients(c.row().order(), c.row().modes(), 0).check(c.row().program(), c.draw());
  }

  static Stream<Cases> reversible() {
    return differentiable().filter(c -> c.row().hasReverse());
  }

  @ParameterizedTest
  @MethodSource("reversible")
  void gradientsOfManyExamplesAreTheGradientsOfEach(Cases c) {
    Function<List<Array>, List<Array>> grad = gradient(c.row().program());
    List<Array> in = new ArrayList<>();
    for (Operand o : c.sample().operands()) {
      in.add(o.withShape(o.shape().insert(0, EXAMPLES)).draw(c.random()));
    }
    List<Array> stacked =
        arrays(Vmap.call(args -> grad.apply(arrays(args[0])), VmapOptions.DEFAULT, (Object) in));
    for (int e = 0; e < EXAMPLES; e++) {
      int example = e;
      List<Array> one = in.stream().map(a -> Operand.example(a, 0, example)).toList();
      List<Array> expected = grad.apply(one);
      assertThat(stacked).hasSameSizeAs(expected);
      for (int k = 0; k < expected.size(); k++) {
        assertClose(expected.get(k), Operand.example(stacked.get(k), 0, e), 1e-10, 1e-10);
      }
    }
  }

  // The gradient of the sum of the squares of all results, in all floating operands.
  private static Function<List<Array>, List<Array>> gradient(Function<List<Array>, List<Array>> f) {
    return in -> {
      List<Array> floating = in.stream().filter(a -> a.dtype().isFloating()).toList();
      Derivatives.Pullback at =
          Derivatives.vjp(
              args -> {
                List<Array> all = new ArrayList<>();
                int next = 0;
                for (Array a : in) {
                  all.add(a.dtype().isFloating() ? arrays(args[0]).get(next++) : a);
                }
                return squares(f.apply(all));
              },
              false,
              floating);
      return arrays(at.pullback().apply(Ops.scalar(1.0, DType.FLOAT64)).getFirst());
    };
  }

  private static List<Array> arrays(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list)).stream().map(Array.class::cast).toList();
  }

  private static Array squares(List<Array> out) {
    Array sum = Ops.scalar(0.0, DType.FLOAT64);
    for (Array y : out) {
      if (y.dtype().isFloating()) {
        Array total = Ops.reduceSum(Ops.mul(y, y), Dims.range(y.ndim()));
        sum = Ops.add(sum, Ops.convert(total, DType.FLOAT64));
      }
    }
    return sum;
  }
}
