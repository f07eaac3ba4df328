package linum.optax;

import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates times the size of former updates over that of former gradients.
///
/// Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012.
///
/// @param rho decay of both means
/// @param eps added under both roots
public record ScaleByAdadelta(Scalar rho, Scalar eps) implements GradientTransformation {
  ScaleByAdadelta() {
    this(Scalar.of(0.9), Scalar.of(1e-6));
  }

  public ScaleByAdadelta rho(double newRho) {
    return new ScaleByAdadelta(Scalar.of(newRho), eps);
  }

  public ScaleByAdadelta eps(double newEps) {
    return new ScaleByAdadelta(rho, Scalar.of(newEps));
  }

  /// Its state.
  ///
  /// @param eG the mean of the squares of the gradients
  /// @param eX the mean of the squares of the updates
  public record ScaleByAdaDeltaState(Object eG, Object eX) {}

  @Override
  public ScaleByAdaDeltaState init(Object params) {
    return new ScaleByAdaDeltaState(OptaxTree.zerosLike(params), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdaDeltaState s = Need.state(ScaleByAdaDeltaState.class, state);
    Object eG = OptaxTree.updateMoment(updates, s.eG(), rho, 2);
    P out =
        Tree.map(
            (g, now, old) -> eps.add(old).sqrt().div(eps.add(now).sqrt()).mul(g),
            updates,
            eG,
            s.eX());
    return new Update<>(
        out, new ScaleByAdaDeltaState(eG, OptaxTree.updateMoment(out, s.eX(), rho, 2)));
  }
}
