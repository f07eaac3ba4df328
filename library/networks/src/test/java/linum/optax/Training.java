package linum.optax;

import static linum.optax.Optax.applyUpdates;
import static linum.optax.Optax.extraArgs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;

/// Steps of optimizers, for tests.
public final class Training {
  private Training() {}

  /// Parameters and state.
  public record Step<P>(P params, Object state) {}

  /// One step with all that any optimizer may need.
  public static <P> Step<P> step(GradientTransformation tx, Function<P, Array> loss, Step<P> at) {
    ValueAndGrad<P> vg = Linum.valueAndGrad(at.params(), loss);
    ExtraArgs extra = extraArgs().value(vg.value()).grad(vg.grad()).valueFn(loss);
    Update<P> u = tx.update(vg.grad(), at.state(), at.params(), extra);
    return new Step<>(applyUpdates(at.params(), u.updates()), u.state());
  }

  /// The losses after each of some steps.
  public static <P> List<Double> losses(
      GradientTransformation tx, Function<P, Array> loss, P params, int steps) {
    List<Double> losses = new ArrayList<>();
    Step<P> at = new Step<>(params, tx.init(params));
    for (int i = 0; i < steps; i++) {
      at = step(tx, loss, at);
      losses.add(loss.apply(at.params()).item());
    }
    return losses;
  }

  /// The parameters after many steps in one program.
  public static <P> P trained(
      GradientTransformation tx, Function<P, Array> loss, P params, int steps) {
    Function<P, P> program =
        Linum.jit((P p) ->
            Linum.foriLoop(0, steps, (_, at) -> step(tx, loss, at), new Step<>(p, tx.init(p)))
                .params());
    return program.apply(params);
  }
}
