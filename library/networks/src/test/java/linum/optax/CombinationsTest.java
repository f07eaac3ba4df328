package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.Training.Step;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Transformations of transformations.
class CombinationsTest {
  record Params(Array w, Array b) {}

  private static final Params PARAMS = new Params(Jnp.ones(2, 2), Jnp.array(1.0, 2.0));
  private static final Params GRADS = new Params(Jnp.full(new int[] {2, 2}, 3.0), Jnp.ones(2));

  private static <P> P updates(GradientTransformation tx, P grads, P params) {
    return tx.update(grads, tx.init(params), params).updates();
  }

  @Test
  void aChainIsOneAfterTheOther() {
    assertClose(
        Jnp.full(new int[] {2, 2}, -6.0),
        updates(chain(scale(2), sgd(1.0)), GRADS, PARAMS).w(),
        0,
        0);
    assertThat(chain().init(PARAMS)).isEmpty();
    assertThat(updates(chain(), GRADS, PARAMS)).isEqualTo(GRADS);
  }

  @Test
  void aNamedChainHasAStateForEachName() {
    NamedChain tx = namedChain().then("trace", trace(0.9)).then("scale", scale(-1));
    assertThat(tx.init(PARAMS)).containsOnlyKeys("trace", "scale");
    assertClose(GRADS.b().neg(), updates(tx, GRADS, PARAMS).b(), 0, 0);
  }

  @Test
  void partsHaveTransformationsOfTheirOwn() {
    Map<String, GradientTransformation> parts = Map.of("up", scale(2), "stay", setToZero());
    Params byShape =
        updates(partition(parts, (_, p) -> p.ndim() > 1 ? "up" : "stay"), GRADS, PARAMS);
    assertClose(GRADS.w().mul(2), byShape.w(), 0, 0);
    assertClose(Jnp.zeros(2), byShape.b(), 0, 0);
    Params byName = updates(partition(parts, Map.of("w", "stay", "b", "up")), GRADS, PARAMS);
    assertClose(Jnp.zeros(2, 2), byName.w(), 0, 0);
    assertClose(GRADS.b().mul(2), byName.b(), 0, 0);
    Params all = updates(multiTransform(parts, "up"), GRADS, PARAMS);
    assertClose(GRADS.b().mul(2), all.b(), 0, 0);
  }

  @Test
  void statesOfPartsAreOfThesePartsOnly() {
    GradientTransformation tx =
        partition(Map.of("adam", adam(1), "sgd", sgd(1)), Map.of("w", "adam", "b", "sgd"));
    ScaleByAdamState s = OptaxTree.get(tx.init(PARAMS), ScaleByAdamState.class);
    assertThat(s).isNotNull();
    assertThat(((Params) s.mu()).w().shape(0)).isEqualTo(2);
    assertThat(Tree.leaves(s.mu())).hasSize(1);
    Step<Params> at = new Step<>(PARAMS, tx.init(PARAMS));
    Function<Step<Params>, Step<Params>> step =
        Linum.jit((Step<Params> x) -> Training.step(tx, OptaxTree::squaredNorm, x));
    Step<Params> after = step.apply(step.apply(at));
    assertThat(Tree.structure(after)).isEqualTo(Tree.structure(at));
  }

  @Test
  void masks() {
    Params where =
        updates(masked(scale(0), (path, _) -> path.toString().equals(".w")), GRADS, PARAMS);
    assertClose(Jnp.zeros(2, 2), where.w(), 0, 0);
    assertClose(GRADS.b(), where.b(), 0, 0);
    Params tree = updates(masked(scale(0), Map.of("w", false, "b", true)), GRADS, PARAMS);
    assertClose(GRADS.w(), tree.w(), 0, 0);
    assertClose(Jnp.zeros(2), tree.b(), 0, 0);
    assertThat(updates(masked(adam(1), false), GRADS, PARAMS)).isEqualTo(GRADS);
    assertThat(
            updates(masked(addDecayedWeights(1), false), Jnp.ones(2), Jnp.ones(2)).toFloatArray())
        .containsExactly(1, 1);
    assertClose(
        Jnp.zeros(2), updates(freeze(Map.of("w", false, "b", true)), GRADS, PARAMS).b(), 0, 0);
    Params some =
        updates(selectiveTransform(scale(2), Map.of("w", true, "b", false)), GRADS, PARAMS);
    assertClose(Jnp.zeros(2, 2), some.w(), 0, 0);
    assertClose(GRADS.b().mul(2), some.b(), 0, 0);
  }

  @Test
  void weightsOfAMaskDecay() {
    Params zeros = OptaxTree.zerosLike(GRADS);
    Params u = updates(adamw(1.0).weightDecay(0.1).mask((_, p) -> p.ndim() > 1), zeros, PARAMS);
    assertClose(PARAMS.w().mul(-0.1), u.w(), 1e-6, 0);
    assertClose(Jnp.zeros(2), u.b(), 0, 0);
  }

  @Test
  void gradientsCanBeGathered() {
    MultiSteps tx = multiSteps(sgd(1.0), 3);
    Object state = tx.init(Jnp.zeros(1));
    float[] expected = {0, 0, -2, 0, 0, -5};
    for (int i = 0; i < 6; i++) {
      Update<Array> u = tx.update(Jnp.full(1, i + 1.0), state, Jnp.zeros(1));
      assertThat(u.updates().toFloatArray()).containsExactly(expected[i]);
      state = u.state();
      assertThat(tx.hasUpdated(state).itemBoolean()).isEqualTo(i % 3 == 2);
    }
    Update<Array> sum =
        multiSteps(sgd(1.0), 1)
            .useGradMean(false)
            .update(Jnp.ones(1), multiSteps(sgd(1.0), 1).init(Jnp.zeros(1)), Jnp.zeros(1));
    assertThat(sum.updates().toFloatArray()).containsExactly(-1);
  }

  @Test
  void theNumberOfGatheredGradientsCanGrow() {
    MultiSteps every = multiSteps(sgd(1.0), n -> n.add(1));
    Object state = every.init(Jnp.zeros(1));
    int updates = 0;
    for (int i = 0; i < 6; i++) {
      Update<Array> u = every.update(Jnp.ones(1), state, Jnp.zeros(1));
      state = u.state();
      updates += every.hasUpdated(state).itemBoolean() ? 1 : 0;
    }
    assertThat(updates).isEqualTo(3);
  }

  @Test
  void badGradientsCanBeLeftOut() {
    leavesOutTheSecondOfThree(skipNotFinite(), Double.NaN);
    leavesOutTheSecondOfThree(skipLargeUpdates(100), 1e3);
  }

  private static void leavesOutTheSecondOfThree(Skip.Rule rule, double bad) {
    MultiSteps tx = multiSteps(sgd(1.0), 2).shouldSkipUpdate(rule);
    Object state = tx.init(Jnp.zeros(1));
    float[] expected = {0, 0, -2};
    double[] grads = {1, bad, 3};
    for (int i = 0; i < 3; i++) {
      Update<Array> u = tx.update(Jnp.full(1, grads[i]), state, Jnp.zeros(1));
      assertThat(u.updates().toFloatArray()).containsExactly(expected[i]);
      state = u.state();
      Array skipped = OptaxTree.get(state, "shouldSkip");
      assertThat(skipped).isNotNull();
      assertThat(skipped.itemBoolean()).isEqualTo(i == 1);
    }
  }

  @Test
  void stepsThatAreNotFiniteAreLeftOutUntilThereAreTooMany() {
    GradientTransformation tx = applyIfFinite(sgd(1.0), 2);
    Object state = tx.init(Jnp.zeros(1));
    double[] grads = {1, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, 1};
    float[] expected = {-1, 0, 0, Float.NaN, -1};
    for (int i = 0; i < grads.length; i++) {
      Update<Array> u = tx.update(Jnp.full(1, grads[i]), state, Jnp.zeros(1));
      assertThat(u.updates().toFloatArray()).containsExactly(expected[i]);
      state = u.state();
    }
    Array total = OptaxTree.get(state, "totalNotfinite");
    assertThat(total).isNotNull();
    assertThat(total.itemLong()).isEqualTo(3);
  }

  @Test
  void slowParametersFollow() {
    Array start = Jnp.array(1.0);
    Lookahead tx = lookahead(sgd(1.0), 2, 0.5);
    LookaheadParams<Array> params = LookaheadParams.initSynced(start);
    Object state = tx.init(params);
    for (int i = 0; i < 2; i++) {
      LookaheadParams<Array> grads = new LookaheadParams<>(Jnp.array(1.0), Jnp.array(0.0));
      Update<LookaheadParams<Array>> u = tx.update(grads, state, params);
      params = applyUpdates(params, u.updates());
      state = u.state();
      assertThat(params.slow().item()).isEqualTo(i == 0 ? 1 : 0);
      assertThat(params.fast().item()).isEqualTo(0);
    }
  }

  @Test
  void conditions() {
    GradientTransformation transform = conditionallyTransform(scale(2), (n, _) -> n.lt(1));
    GradientTransformation mask = conditionallyMask(scale(2), (n, _) -> n.lt(1));
    Object a = transform.init(Jnp.zeros(1));
    Object b = mask.init(Jnp.zeros(1));
    float[] plain = {2, 1};
    float[] masked = {2, 0};
    for (int i = 0; i < 2; i++) {
      Update<Array> u = transform.update(Jnp.ones(1), a);
      Update<Array> v = mask.update(Jnp.ones(1), b);
      assertThat(u.updates().toFloatArray()).containsExactly(plain[i]);
      assertThat(v.updates().toFloatArray()).containsExactly(masked[i]);
      a = u.state();
      b = v.state();
    }
  }

  @Test
  void functionsAreTransformations() {
    assertThat(updates(stateless((Array g, Array p) -> g.add(p)), Jnp.ones(1), Jnp.ones(1)).item())
        .isEqualTo(2);
    assertClose(
        GRADS.b().mul(PARAMS.b()),
        updates(statelessWithTreeMap(Array::mul), GRADS, PARAMS).b(),
        0,
        0);
  }

  @Test
  void measurementsAreInTheState() {
    Monitor tx =
        monitor(
            Map.of(
                "norm", Measure.of((Params g) -> OptaxTree.norm(g)),
                "mean", Measure.withEma((Params g) -> g.b().mean(), 0.5)));
    Object first = tx.init(PARAMS);
    Update<Params> u = tx.update(GRADS, first, PARAMS);
    assertThat(u.updates()).isEqualTo(GRADS);
    assertThat(Tree.structure(u.state())).isEqualTo(Tree.structure(first));
    assertThat(value(u.state(), "norm")).isCloseTo(Math.sqrt(38), within(1e-5));
    assertThat(value(u.state(), "mean")).isEqualTo(1);
    Snapshot snapshot = snapshot("norm", g -> OptaxTree.norm(g));
    assertThat(value(snapshot.update(GRADS, snapshot.init(PARAMS)).state(), "norm"))
        .isEqualTo(value(u.state(), "norm"));
  }

  private static double value(Object state, String name) {
    List<OptaxTree.Found> all = OptaxTree.getAllWithPath(state, name);
    @Nullable Object x = all.getFirst().value();
    return x instanceof Array a ? a.item() : Double.NaN;
  }

  @Test
  void hyperparametersCanBeSetAndScheduled() {
    InjectHyperparams<Adam> tx =
        injectHyperparams(adam(0.1)).with("b1", linearSchedule(0.9, 0.5, 4)).staticArgs("eps");
    InjectHyperparams.InjectStatefulHyperparamsState state = tx.init(Jnp.zeros(2));
    assertThat(state.hyperparams()).containsOnlyKeys("b1", "b2", "epsRoot", "learningRate");
    Object slower = OptaxTree.set(state, "learningRate", Jnp.array(0.01f));
    Function<Object, Update<Array>> step =
        Linum.jit((Object s) -> tx.update(Jnp.ones(2), s, Jnp.zeros(2)));
    assertClose(Jnp.full(2, -0.1), step.apply(state).updates(), 1e-4, 0);
    Update<Array> u = step.apply(slower);
    assertClose(Jnp.full(2, -0.01), u.updates(), 1e-4, 0);
    Update<Array> v = step.apply(u.state());
    assertThat(value(v.state(), "b1")).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void schedulesCanHaveStates() {
    StatefulSchedule halving =
        new StatefulSchedule() {
          @Override
          public Object init() {
            return Jnp.array(1.0f);
          }

          @Override
          public Array value(Object state, ExtraArgs extraArgs) {
            return (Array) state;
          }

          @Override
          public Object update(Object state, ExtraArgs extraArgs) {
            return Jnp.where(
                extraArgs.needValue("halving").gt(1), ((Array) state).div(2), (Array) state);
          }
        };
    GradientTransformation tx = injectHyperparams(sgd(1.0)).with("learningRate", halving);
    Object state = tx.init(Jnp.zeros(1));
    double[] losses = {2, 0.5, 2};
    float[] expected = {-1, -0.5f, -0.5f};
    for (int i = 0; i < 3; i++) {
      Update<Array> u =
          tx.update(Jnp.ones(1), state, Jnp.zeros(1), extraArgs().value(Jnp.array(losses[i])));
      assertThat(u.updates().toFloatArray()).containsExactly(expected[i]);
      state = u.state();
    }
  }

  @Test
  void averages() {
    assertThat(incrementalUpdate(Jnp.array(1.0), Jnp.array(3.0), 0.25).item()).isEqualTo(2.5);
    assertThat(periodicUpdate(Jnp.array(1.0), Jnp.array(3.0), Jnp.array(4), 2).item()).isEqualTo(1);
    assertThat(periodicUpdate(Jnp.array(1.0), Jnp.array(3.0), Jnp.array(5), 2).item()).isEqualTo(3);
  }
}
