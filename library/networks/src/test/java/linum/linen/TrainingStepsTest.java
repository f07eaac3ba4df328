package linum.linen;

import static linum.Linum.grad;
import static linum.linen.Close.assertClose;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;

/// Ten steps of training with dropout, whose losses Flax's guide to random numbers prints.
class TrainingStepsTest {
  private record SubModule() implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      Array kernel = param("submodule_kernel", linum.nn.Initializer.normal(1), x.shape(0), 3);
      Array y = new Dropout(0.2).apply(x.add(kernel), !train);
      return new Dense(3).apply(y);
    }
  }

  private record Model() implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      Variable<Array> kernel =
          variable("other_collection", "module_kernel", () -> makeRng("other").normal(1, 3));
      Array y = new SubModule().apply(x.add(kernel.value()), train);
      return new Dense(2).apply(new Dropout(0.2).apply(y, !train));
    }
  }

  @Test
  void lossesAreThoseOfFlax() {
    PrngKey keys = key(0).split(3);
    Array x = ones(1, 3);
    Array y = ones(1, 2);
    Model model = new Model();
    Variables variables = model.init(Rngs.params(keys.get(0)).with("other", keys.get(1)), x, false);
    PrngKey rng = keys.get(2);
    double[] losses = new double[10];
    for (int i = 0; i < losses.length; i++) {
      PrngKey step = rng.split();
      Variables all = variables;
      Variables grads =
          grad(
              variables.params(),
              p ->
                  y.sub(
                          model.apply(
                              all.with("params", p), x, true, Rngs.of("dropout", step.get(0))))
                      .square()
                      .mean());
      variables = all.with("params", Tree.map((p, g) -> p.sub(g.mul(1e-3)), all.params(), grads));
      rng = step.get(1);
      losses[i] = y.sub(model.apply(variables, x, false)).square().mean().item();
    }
    assertClose(
        Jnp.array(losses),
        2.518454,
        2.4859657,
        2.4171872,
        2.412684,
        2.3435805,
        2.2773488,
        2.2592616,
        2.2009292,
        2.1839895,
        2.1707344);
  }
}
