package linum.layers;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.core.Over;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import linum.transform.VmapOptions;
import org.junit.jupiter.api.Test;

class NormalizationsTest {
  private static final Array X = key(0).normal(4, 5, 6).mul(3).add(2);
  private static final Dims LAST = Dims.of(-1);
  private static final VmapOptions AXIS = VmapOptions.DEFAULT.axisName("batch");

  private static Moments.Options options(boolean useMean, boolean fast, boolean wide) {
    return new Moments.Options(null, null, useMean, fast, wide);
  }

  @Test
  void momentsAreMeanAndVariance() {
    for (boolean fast : new boolean[] {true, false}) {
      Moments m = Moments.of(X, Dims.of(0, 2), null, options(true, fast, true));
      assertClose(X.mean(0, 2), m.mean(), 1e-5, 1e-5);
      assertClose(X.var(0, 2), m.var(), 1e-4, 1e-4);
    }
    Moments root = Moments.of(X, LAST, null, options(false, true, true));
    assertClose(X.square().mean(-1), root.var(), 1e-6, 1e-6);
    assertThat(root.mean().eq(0).all().itemBoolean()).isTrue();
    Moments each = Moments.of(X, Dims.NONE, null, Moments.Options.DEFAULT);
    assertThat(each.mean().shape()).isEqualTo(X.shape());
  }

  @Test
  void masksLeaveElementsOut() {
    Array mask = array(true, true, false, true, true, false);
    Array holes = Jnp.where(mask, X, Jnp.nan);
    Moments m = Moments.of(holes, LAST, mask, options(true, false, true));
    Array seen = Jnp.concatenate(List.of(X.at("..., :2").get(), X.at("..., 3:5").get()), -1);
    assertClose(seen.mean(-1), m.mean(), 1e-5, 1e-5);
    assertClose(seen.var(-1), m.var(), 1e-4, 1e-4);
  }

  @Test
  void narrowTypesAreSummedInFloat32() {
    Array half = X.astype(DType.BFLOAT16);
    assertThat(Moments.of(half, LAST, null, options(true, true, true)).var().dtype())
        .isEqualTo(DType.FLOAT32);
    assertThat(Moments.of(half, LAST, null, options(true, true, false)).var().dtype())
        .isEqualTo(DType.BFLOAT16);
  }

  @Test
  void momentsAreSharedAlongANamedAxis() {
    for (boolean fast : new boolean[] {true, false}) {
      Moments.Options shared =
          new Moments.Options(null, new SharedMean("batch", null), true, fast, true);
      Array vars = Linum.vmap(x -> Moments.of(x, Dims.of(0, 1), null, shared).var(), AXIS).apply(X);
      assertThat(vars.shape()).isEqualTo(Dims.of(4));
      assertClose(X.var().broadcastTo(4), vars, 1e-4, 1e-4);
    }
  }

  private static Array normalize(Array x, Dims axes, Array scale, Array bias) {
    Moments m = Moments.of(x, axes, null, Moments.Options.DEFAULT);
    return Normalizations.normalize(x, m, axes, LAST, 1e-6, scale, bias, null);
  }

  @Test
  void normalizedArraysHaveMeanZeroAndVarianceOne() {
    Array y = normalize(X, LAST, null, null);
    assertClose(zeros(4, 5), y.mean(-1), 0, 1e-5);
    assertClose(ones(4, 5), y.var(-1), 1e-4, 1e-4);
    Array scale = key(1).normal(6);
    Array bias = key(2).normal(6);
    assertClose(y.mul(scale).add(bias), normalize(X, LAST, scale, bias), 1e-5, 1e-5);
    Gradients.check(x -> normalize(x, LAST, scale, bias).square().mean(), X, 1);
  }

  @Test
  void theTypeIsThatOfInputAndParameters() {
    Array half = X.astype(DType.BFLOAT16);
    assertThat(normalize(half, LAST, null, null).dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(normalize(half, LAST, ones(6), null).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void axesOfInstancesAndBatches() {
    assertThat(Normalizations.instanceAxes(4, LAST)).isEqualTo(Dims.of(1, 2));
    assertThat(Normalizations.instanceAxes(4, Dims.of(1, -1))).isEqualTo(Dims.of(2));
    assertThat(Normalizations.batchAxes(3, Dims.of(1))).isEqualTo(Dims.of(0, 2));
    assertThat(Normalizations.featureShape(X.shape(), Dims.of(-1, 1))).isEqualTo(Dims.of(5, 6));
    assertThatThrownBy(() -> Normalizations.instanceAxes(4, Dims.of(0, 1)))
        .hasMessageStartingWith("instanceNorm: the first axis is the batch");
    assertThatThrownBy(() -> Normalizations.axes(2, Dims.of(2)))
        .hasMessage("axes (2,) are out of range for an array with 2 axes");
  }

  @Test
  void groupsAreNormalizedTogether() {
    Groups groups = Groups.of(6, 3, null);
    assertThat(groups).isEqualTo(Groups.of(6, null, 2));
    Moments m = groups.moments(X, Groups.reductionAxes(3), null, Moments.Options.DEFAULT);
    Array expected = X.reshape(4, 5, 3, 2).mean(1, 3).repeat(2, -1);
    assertClose(expected, m.mean(), 1e-5, 1e-5);
    Moments masked =
        groups.moments(X, Dims.of(1, 2), ones(4, 5, 6).astype(DType.BOOL), Moments.Options.DEFAULT);
    assertClose(m.var(), masked.var(), 1e-4, 1e-4);
  }

  @Test
  void groupsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Groups.of(6, 4, null))
        .hasMessage("groupNorm: numGroups 4 does not divide the 6 channels");
    assertThatThrownBy(() -> Groups.of(6, null, 4))
        .hasMessage("groupNorm: groupSize 4 does not divide the 6 channels");
    assertThatThrownBy(() -> Groups.of(6, 3, 2))
        .hasMessage(
            "groupNorm: give either numGroups or groupSize, got numGroups 3 and groupSize 2\n"
                + "Use new GroupNorm().groupSize(8).");
    assertThatThrownBy(() -> Groups.reductionAxes(3, Dims.of(1)))
        .hasMessage(
            "groupNorm: the reduction axes (1,) must contain the last axis, which has the"
                + " features");
  }

  @Test
  void powerIterationFindsTheLargestSingularValue() {
    Array matrix = key(3).normal(7, 4);
    PowerIteration p = PowerIteration.of(matrix, key(4).normal(1, 4), 50, 1e-12);
    // A singular pair: the matrix takes one vector to the other.
    assertClose(p.v().mul(p.sigma()), p.u().matmul(matrix.T()), 1e-4, 1e-4);
    assertClose(p.u().mul(p.sigma()), p.v().matmul(matrix), 1e-4, 1e-4);
    Array known = PowerIteration.of(Jnp.diag(array(3.0, -5.0, 1.0)), ones(1, 3), 50, 1e-12).sigma();
    assertClose(array(5.0), known, 1e-5, 1e-5);
    Array slope =
        Linum.grad(m -> PowerIteration.of(m, key(4).normal(1, 4), 50, 1e-12).sigma()).apply(matrix);
    assertClose(p.v().T().mul(p.u()), slope, 1e-4, 1e-4);
  }

  @Test
  void weightsHaveTheirScaleAsLength() {
    Array kernel = key(5).normal(4, 6);
    Array scale = key(6).normal(6);
    Array w = Normalizations.weightNorm(kernel, LAST, 1e-12, scale, null);
    assertClose(scale.abs(), Jnp.sqrt(w.square().sum(Over.over(0))), 1e-5, 1e-5);
    Array one = Normalizations.weightNorm(kernel, Dims.NONE, 1e-12, null, null);
    assertClose(array(1.0), one.square().sum(), 1e-5, 1e-5);
  }

  @Test
  void runningAveragesMoveSlowly() {
    assertThat(Normalizations.running(array(0.0, 1.0), array(1.0, 1.0), 0.99))
        .hasToString("[0.01 1.  ]");
  }
}
