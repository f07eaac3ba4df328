package linum.linen;

import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import linum.Linum;
import linum.core.Array;
import linum.core.Over;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

class WeightNormsTest {
  private static final Array X = key(1).normal(2, 3);

  /// A model whose layer is named by the model, as Flax names it.
  record Model(boolean spectral) implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      Dense dense = part(new Dense(4).biasInit(Initializer.normal()));
      return spectral ? new SpectralNorm(dense).apply(x, train) : new WeightNorm(dense).apply(x);
    }
  }

  @Test
  void variablesAreNamedByPaths() {
    Variables spectral = new Model(true).init(key(0), X, false);
    assertThat(spectral.at("params").names()).containsExactly("Dense_0");
    assertThat(spectral.at("batch_stats/SpectralNorm_0").names())
        .containsExactlyInAnyOrder("Dense_0/kernel/u", "Dense_0/kernel/sigma");
    Variables weight = new Model(false).init(key(0), X, false);
    assertThat(weight.at("params/WeightNorm_0").names()).containsExactly("Dense_0/kernel/scale");
    Variables alone = new WeightNorm(new Dense(4)).init(key(0), X);
    assertThat(alone.at("params").names())
        .containsExactlyInAnyOrder("layer_instance", "layer_instance/kernel/scale");
    Variables all = new WeightNorm(new Dense(4)).variableFilter(Set.of()).init(key(0), X);
    assertThat(all.at("params").names())
        .containsExactlyInAnyOrder(
            "layer_instance", "layer_instance/kernel/scale", "layer_instance/bias/scale");
  }

  @Test
  void spectralNormFollowsTheLargestSingularValue() {
    SpectralNorm norm = new SpectralNorm(new Dense(8).useBias(false)).nSteps(3);
    Array x = ones(1, 8);
    Variables start = norm.init(key(0), x, false);
    Variables v =
        Variables.of(
            Map.of(
                "params",
                Map.of("layer_instance", Map.of("kernel", Jnp.eye(8).mul(4))),
                "batch_stats",
                start.value("batch_stats")));
    Applied<Array> out = norm.apply(v, x, true, Mutable.of("batch_stats"));
    assertClose(x, out.value(), 1e-4, 1e-4);
    Map<String, Object> stats = Branches.of(out.variables().entries().get("batch_stats"));
    assertClose(Jnp.array(4.0), (Array) stats.get("layer_instance/kernel/sigma"), 1e-4, 1e-4);
    Applied<Array> still = norm.apply(v, x, false, Mutable.of("batch_stats"));
    Map<String, Object> same = Branches.of(still.variables().entries().get("batch_stats"));
    assertThat(same.get("layer_instance/kernel/sigma")).hasToString("1.0");
    assertClose(x, norm.apply(v, x, false), 1e-4, 1e-4);
  }

  @Test
  void tensorsAreMatricesOrAnError() {
    SpectralNorm norm = new SpectralNorm(new DenseGeneral(3, 4).useBias(false));
    assertThat(norm.init(key(0), ones(1, 2), false).contains("params/layer_instance/kernel"))
        .isTrue();
    assertThatThrownBy(() -> norm.errorOnNonMatrix(true).init(key(0), ones(1, 2), false))
        .hasMessageStartingWith(
            "SpectralNorm: layer_instance/kernel is no matrix but float32[2,3,4]");
  }

  @Test
  void weightNormIsTheUnitKernelTimesItsScale() {
    for (int[] axes : new int[][] {{-1}, {0}, {}, {0, 1}}) {
      WeightNorm norm =
          new WeightNorm(new Dense(4).biasInit(Initializer.normal()))
              .featureAxes(axes)
              .scaleInit(Initializer.normal(1));
      Variables v = norm.init(key(0), X);
      Array kernel = key(5).normal(3, 4);
      Map<String, Object> params = new LinkedHashMap<>(Branches.of(v.entries().get("params")));
      Array bias = v.get("params/layer_instance/bias");
      params.put("layer_instance", Map.of("kernel", kernel, "bias", bias));
      Array scale = (Array) params.get("layer_instance/kernel/scale");
      Array expected = X.matmul(manual(kernel, scale, axes)).add(bias);
      assertClose(expected, norm.apply(Variables.of(Map.of("params", params)), X), 1e-5, 1e-5);
    }
  }

  private static Array manual(Array kernel, Array scale, int[] axes) {
    return switch (axes.length) {
      case 0 -> kernel.div(Jnp.sqrt(kernel.square().sum())).mul(scale);
      case 2 -> kernel.sign().mul(scale);
      default -> {
        int reduced = axes[0] == 0 ? 1 : 0;
        Array length = Jnp.sqrt(kernel.square().sum(Over.over(reduced).keepdims()));
        yield kernel.div(length).mul(scale.expandDims(reduced));
      }
    };
  }

  @Test
  void theStoredKernelIsOnlyRescaledByInit() {
    Model model = new Model(false);
    Variables v = model.init(key(0), X, false);
    Array kernel = v.get("params/Dense_0/kernel");
    assertClose(ones(4), Jnp.sqrt(kernel.square().sum(0)), 1e-5, 1e-5);
    Applied<Array> out = model.apply(v, X, true, Mutable.of("other"));
    assertThat(out.variables().isEmpty()).isTrue();
    assertSame(out.value(), model.apply(v, X, false));
    assertThatThrownBy(() -> new Model(true).apply(new Model(true).init(key(0), X, false), X, true))
        .isInstanceOf(ModifyScopeVariableError.class);
  }

  @Test
  void gradientsGoThroughTheNorm() {
    // The singular vectors have no derivative; where they are right, they need none.
    SpectralNorm norm = new SpectralNorm(new Dense(4)).nSteps(60);
    Variables v = norm.init(key(0), X, false);
    Array kernel = key(6).normal(3, 4);
    Gradients.ofOrder(1)
        .reverse()
        .check(
            k -> norm.apply(v.with("params/layer_instance/kernel", k), X, false).square().sum(),
            kernel);
    Array y = Linum.jit(x -> norm.apply(v, x, false)).apply(X);
    assertClose(norm.apply(v, X, false), y, 1e-5, 1e-5);
  }
}
