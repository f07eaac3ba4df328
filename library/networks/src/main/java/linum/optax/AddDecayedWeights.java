package linum.optax;

import java.util.Iterator;
import java.util.function.BiPredicate;
import linum.core.Array;
import linum.optax.Masked.MaskedState;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates plus a part of the parameters, so that the weights decay.
///
/// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
///
/// @param weightDecay the part, a number or a schedule
/// @param mask which parameters decay
public record AddDecayedWeights(ScalarOrSchedule weightDecay, Mask mask)
    implements GradientTransformation {
  AddDecayedWeights(ScalarOrSchedule weightDecay) {
    this(weightDecay, Mask.everything());
  }

  public AddDecayedWeights mask(BiPredicate<KeyPath, Array> condition) {
    return new AddDecayedWeights(weightDecay, Mask.where(condition));
  }

  public AddDecayedWeights mask(Object tree) {
    return new AddDecayedWeights(weightDecay, Mask.of(tree));
  }

  /// Its state if the part is a schedule; otherwise it has none.
  ///
  /// @param count the number of steps
  public record WeightDecaySchedule(Array count) {}

  /// With a mask the state is that of [Masked], as in Optax.
  @Override
  public Object init(Object params) {
    Object state =
        weightDecay instanceof Schedule ? new WeightDecaySchedule(Counts.zero()) : EmptyState.EMPTY;
    return isMasked() ? new MaskedState(state) : state;
  }

  private boolean isMasked() {
    return !(mask instanceof Mask.Everything);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    P at = Need.params("addDecayedWeights", params);
    if (!isMasked()) {
      return decay(updates, state, at);
    }
    Update<P> u = decay(updates, Need.state(MaskedState.class, state).innerState(), at);
    return new Update<>(u.updates(), new MaskedState(u.state()));
  }

  private <P> Update<P> decay(P updates, Object state, P at) {
    return switch (weightDecay) {
      case Scalar s -> new Update<>(s.isFixedAt(0) ? updates : decayed(updates, at, s), state);
      case Schedule f -> {
        WeightDecaySchedule s = Need.state(WeightDecaySchedule.class, state);
        yield new Update<>(
            decayed(updates, at, Scalar.of(f.apply(s.count()))),
            new WeightDecaySchedule(Counts.next(s.count())));
      }
    };
  }

  private <P> P decayed(P updates, P params, Scalar strength) {
    Iterator<Boolean> meant = mask.over(params).iterator();
    return Tree.map(
        (g, p) -> meant.next() ? g.add(strength.mul(p).astype(g.dtype())) : g, updates, params);
  }
}
