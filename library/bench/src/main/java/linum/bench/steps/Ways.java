package linum.bench.steps;

import static linum.Linum.jit;
import static linum.Linum.valueAndGrad;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import linum.Compiled;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.linen.Layer;
import linum.linen.Variables;
import linum.nnx.Nnx;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;
import linum.training.TrainState;

/// The ways to train a model that has parameters and no other state.
final class Ways {
  private Ways() {}

  /// What training by hand hands from step to step.
  record Plain<P>(P params, Object optState) {}

  private record Stepped<S>(S state, Array loss) {}

  /// @param batch the same in each step
  static <P> Way byHand(
      P params, GradientTransformation tx, BiFunction<P, Batch, Array> loss, Batch batch) {
    Compiled.Of2<Plain<P>, Batch, Stepped<Plain<P>>> step =
        jit((Plain<P> s, Batch b) -> {
          ValueAndGrad<P> at = valueAndGrad(s.params(), p -> loss.apply(p, b));
          Update<P> update = tx.update(at.grad(), s.optState(), s.params());
          P next = Optax.applyUpdates(s.params(), update.updates());
          return new Stepped<>(new Plain<>(next, update.state()), at.value());
        });
    return new Way() {
      private Plain<P> state = new Plain<>(params, tx.init(params));

      @Override
      public Array step() {
        Stepped<Plain<P>> out = step.apply(state, batch);
        state = out.state();
        return out.loss();
      }
    };
  }

  /// @param loss of the outputs and what they should be
  static Way trainState(
      Layer model, GradientTransformation tx, BinaryOperator<Array> loss, Batch batch) {
    Variables params = Numbers.like(Numbers.init(model, batch));
    Compiled.Of2<TrainState<Variables>, Batch, Stepped<TrainState<Variables>>> step =
        jit((TrainState<Variables> s, Batch b) -> {
          ValueAndGrad<Variables> at =
              valueAndGrad(s.params(), p -> loss.apply(s.apply(p, b.x()), b.y()));
          return new Stepped<>(s.applyGradients(at.grad()), at.value());
        });
    return new Way() {
      private TrainState<Variables> state = TrainState.create(model::apply, params, tx);

      @Override
      public Array step() {
        Stepped<TrainState<Variables>> out = step.apply(state, batch);
        state = out.state();
        return out.loss();
      }
    };
  }

  /// @param call the outputs of the model
  static <M extends Nnx.Module> Way optimizer(
      M model,
      GradientTransformation tx,
      BiFunction<M, Array, Array> call,
      BinaryOperator<Array> loss,
      Batch batch) {
    Nnx.update(model, Numbers.like(Nnx.state(model, Nnx.Param.class)));
    Nnx.Optimizer optimizer = new Nnx.Optimizer(model, tx, Nnx.Param.class);
    Nnx.Compiled.Of3<M, Nnx.Optimizer, Batch, Array> step =
        Nnx.jit((M m, Nnx.Optimizer o, Batch b) -> {
          var at = Nnx.valueAndGrad(m, net -> loss.apply(call.apply(net, b.x()), b.y()));
          o.update(m, at.grad());
          return at.value();
        });
    return () -> step.apply(model, optimizer, batch);
  }
}
