package linum.linen;

import static linum.Linum.grad;
import static linum.nn.Nn.relu;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import org.junit.jupiter.api.Test;

/// What modules leave beside their outputs, and who looks on.
class IntermediatesTest {
  private static final Array X = ones(2, 3);

  private record Sowing() implements Layer {
    @Override
    public Array call(Array x) {
      Array h = relu(new Dense(4).apply(x));
      sow("intermediates", "h", h);
      sow("intermediates", "h", h.mul(2));
      sow("sums", "total", h.sum(), array(0.0), Array::add);
      sow("sums", "total", array(1.0), array(0.0), Array::add);
      return h;
    }
  }

  @Test
  void sownValuesAreKeptWhereThatIsMutable() {
    Variables v = new Sowing().init(key(0), X);
    assertThat(v.names()).as("init denies intermediates").containsExactly("params", "sums");
    Applied<Array> out =
        new Sowing().apply(v.without("sums"), X, Mutable.of("intermediates", "sums"));
    assertThat(out.variables().value("intermediates/h"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(2);
    assertSame(out.value().sum().add(1), out.variables().get("sums/total"));
    assertSame(out.value(), new Sowing().apply(v, X));
  }

  private record Perturbed() implements Layer {
    @Override
    public Array call(Array x) {
      Array h = new Dense(4).apply(x);
      return perturb("h", h).square();
    }
  }

  @Test
  void gradientsOfInnerValuesAreThoseOfPerturbations() {
    Variables v = new Perturbed().init(key(0), X);
    assertThat(v.get("perturbations/h").toString()).isEqualTo("[[0. 0. 0. 0.]\n [0. 0. 0. 0.]]");
    Variables g = grad((Variables w) -> new Perturbed().apply(w, X).sum()).apply(v);
    Array h = new Dense(4).apply(Variables.of("params", v.at("params/Dense_0")), X);
    assertSame(h.mul(2), g.get("perturbations/h"));
    assertSame(h.square(), new Perturbed().apply(v.without("perturbations"), X));
  }

  @Test
  void outputsOfModulesAreCaptured() {
    Sequential model = new Sequential(new Dense(4), new Dense(2));
    Variables v = model.init(key(0), X);
    Variables seen =
        model.apply(v, X, Mutable.of().captureIntermediates()).variables().at("intermediates");
    assertThat(seen.flatten())
        .containsOnlyKeys("layers_0/__call__", "layers_1/__call__", "__call__");
    Variables some =
        model
            .apply(v, X, Mutable.of().captureIntermediates((_, path) -> path.contains("layers_1")))
            .variables();
    assertThat(some.flatten()).containsOnlyKeys("intermediates/layers_1/__call__");
    List<?> kept = (List<?>) some.value("intermediates/layers_1/__call__");
    assertSame(model.apply(v, X), (Array) kept.getFirst());
  }

  @Test
  void interceptorsComeBetween() {
    Sequential model = new Sequential(new Dense(4), new Dense(2));
    Variables v = model.init(key(0), X);
    List<String> log = new ArrayList<>();
    Interceptor first =
        (next, args, c) -> {
          log.add("first " + c.path());
          return next.apply(args);
        };
    Interceptor second =
        (next, args, c) -> {
          log.add("second " + c.module().getClass().getSimpleName());
          Array y = (Array) next.apply(args);
          return c.path().isEmpty() ? y.mul(2) : y;
        };
    Array y =
        Linen.interceptMethods(
            first, () -> Linen.interceptMethods(second, () -> model.apply(v, X)));
    assertThat(log)
        .containsExactly(
            "first []",
            "second Sequential",
            "first [layers_0]",
            "second Dense",
            "first [layers_1]",
            "second Dense");
    assertSame(model.apply(v, X).mul(2), y);
    Interceptor zero =
        (_, args, c) -> c.origMethod().apply(List.of(((Array) args.getFirst()).mul(0)));
    assertThat(Linen.interceptMethods(zero, () -> model.apply(v, X)).sum().item()).isEqualTo(0.0);
  }

  private record Cache() implements Layer {
    @Override
    public Array call(Array x) {
      if (!getVariable("cache", "seen").isPresent() && isMutableCollection("cache")) {
        putVariable("cache", "seen", Map.of("x", x));
      }
      Variable<Array> noise = variable("noise", "value", () -> makeRng("noise").normal(3));
      return hasRng("noise") ? x.add(noise.value()) : x;
    }
  }

  @Test
  void variablesCanBeAskedForAndPut() {
    Variables v = new Cache().init(Rngs.of("noise", key(0)), X);
    assertSame(X, v.get("cache/seen/x"));
    assertSame(X, new Cache().apply(v, X));
    assertSame(X.add(v.get("noise/value")), new Cache().apply(v, X, Rngs.of("noise", key(5))));
    assertThat(new Cache().apply(v, X, Mutable.of()).variables().isEmpty()).isTrue();
  }
}
