package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.Compiled;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.Training.Step;
import linum.random.PrngKey;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What parameters may be, and that states stay what they are.
class TreesTest {
  record Layer(Array w, @Nullable Array b, String activation) {}

  record Model(Layer first, List<Array> rest, Map<String, Array> named) {}

  private static Model model() {
    PrngKey key = PrngKey.key(0);
    return new Model(
        new Layer(key.normal(3, 2), null, "relu"),
        List.of(Jnp.ones(2, 2, 2), Jnp.array(1.5)),
        Map.of("scale", Jnp.ones(DType.BFLOAT16, 4)));
  }

  private static Array loss(Model m) {
    return OptaxTree.squaredNorm(OptaxTree.cast(m, DType.FLOAT32));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linum.optax.OptimizerCases#all34")
  void aSecondStepNeedsNoSecondProgram(String name, GradientTransformation tx) {
    Compiled.Of1<Step<Model>, Step<Model>> step =
        Linum.jit((Step<Model> at) -> Training.step(tx, TreesTest::loss, at));
    Step<Model> first = new Step<>(model(), tx.init(model()));
    Step<Model> second = step.apply(first);
    step.apply(step.apply(second));
    assertThat(step.cacheSize()).isEqualTo(1);
    assertThat(types(second)).isEqualTo(types(first));
    assertThat(Tree.structure(second)).isEqualTo(Tree.structure(first));
  }

  private static List<String> types(Object tree) {
    return Tree.leaves(tree).stream().map(x -> x.aval().toString()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linum.optax.OptimizerCases#all34")
  void updatesHaveTheTypesOfTheGradients(String name, GradientTransformation tx) {
    Model grads = Linum.grad((Function<Model, Array>) TreesTest::loss).apply(model());
    Update<Model> u = tx.update(grads, tx.init(model()), model(), extraArgs().value(loss(model())));
    assertThat(Tree.leaves(u.updates()).stream().map(Array::dtype).toList())
        .isEqualTo(Tree.leaves(grads).stream().map(Array::dtype).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linum.optax.OptimizerCases#all34")
  void noParametersAreParametersToo(String name, GradientTransformation tx) {
    Map<String, Array> none = Map.of();
    Update<Map<String, Array>> u =
        tx.update(none, tx.init(none), none, extraArgs().value(Jnp.array(1.0)));
    assertThat(applyUpdates(none, u.updates())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linum.optax.OptimizerCases#all34")
  void numbersCanBeInTheState(String name, Composed tx) {
    InjectHyperparams<?> injected = injected(tx);
    List<Array> params = List.of(Jnp.full(new int[] {2, 3}, -1.0), Jnp.ones(2, 5, 2));
    List<Array> grads = List.of(Jnp.ones(2, 3), Jnp.full(new int[] {2, 5, 2}, -1.0));
    ExtraArgs extra = extraArgs().value(Jnp.array(0.5));
    Update<List<Array>> expected = tx.update(grads, tx.init(params), params, extra);
    Function<Object, Update<List<Array>>> program =
        Linum.jit((Object s) -> injected.update(grads, s, params, extra));
    Update<List<Array>> actual = program.apply(injected.init(params));
    for (int i = 0; i < params.size(); i++) {
      assertClose(expected.updates().get(i), actual.updates().get(i), 1e-4, 1e-6);
    }
  }

  // Each of them is a record; only their common type does not say so.
  @SuppressWarnings("unchecked")
  private static <T extends Record & GradientTransformation> InjectHyperparams<?> injected(
      Composed tx) {
    return injectHyperparams((T) tx);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linum.optax.OptimizerCases#all34")
  void statesKnowWhichOfTheirArraysAreLikeParameters(String name, GradientTransformation tx) {
    Object state = tx.init(model());
    Object same = OptaxTree.mapParams(tx, x -> x, state);
    assertThat(Tree.structure(same)).isEqualTo(Tree.structure(state));
  }

  @Test
  void onlyMomentsAreLikeParameters() {
    Map<String, Array> params = new LinkedHashMap<>(Map.of("w", Jnp.ones(2)));
    GradientTransformation tx = adam(1e-3);
    Object doubled = OptaxTree.mapParams(tx, x -> x.add(1), tx.init(params), x -> x.sub(1));
    ScaleByAdamState s = OptaxTree.get(doubled, ScaleByAdamState.class);
    assertThat(s).isNotNull();
    assertThat(s.count().itemLong()).isEqualTo(-1);
    assertThat(Tree.leaves(s.mu()).getFirst().toFloatArray()).containsExactly(1, 1);
  }

  @Test
  void optimizersGoThroughVmapAndScan() {
    GradientTransformation tx = adam(0.1);
    Array starts = Jnp.array(1.0, 2.0, 3.0);
    Array ends =
        Linum.vmap((Array p) -> Training.trained(tx, x -> x.square().sum(), p, 200)).apply(starts);
    assertClose(Jnp.zeros(3), ends, 0, 0.05);
  }

  @Test
  void updatesKeepTheTypesOfParameters() {
    Array params = Jnp.ones(DType.BFLOAT16, 2);
    assertThat(applyUpdates(params, Jnp.full(2, 0.5)).dtype()).isEqualTo(DType.BFLOAT16);
  }
}
