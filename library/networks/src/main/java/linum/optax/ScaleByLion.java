package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The sign of a mean of gradient and momentum.
///
/// Source: Chen and others, "Symbolic Discovery of Optimization Algorithms", 2023.
///
/// @param b1 weight of the momentum in the update
/// @param b2 decay of the momentum
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param mode what is done instead of the sign
/// @param smoothBeta slope of [Mode#SMOOTH] at zero
public record ScaleByLion(
    Scalar b1, Scalar b2, @Nullable DType muDtype, Mode mode, Scalar smoothBeta)
    implements GradientTransformation {
  ScaleByLion() {
    this(Scalar.of(0.9), Scalar.of(0.99), null, Mode.HARD, Scalar.of(1));
  }

  public ScaleByLion b1(double newB1) {
    return new ScaleByLion(Scalar.of(newB1), b2, muDtype, mode, smoothBeta);
  }

  public ScaleByLion b2(double newB2) {
    return new ScaleByLion(b1, Scalar.of(newB2), muDtype, mode, smoothBeta);
  }

  public ScaleByLion muDtype(DType newMuDtype) {
    return new ScaleByLion(b1, b2, newMuDtype, mode, smoothBeta);
  }

  public ScaleByLion mode(Mode newMode) {
    return new ScaleByLion(b1, b2, muDtype, newMode, smoothBeta);
  }

  public ScaleByLion smoothBeta(double newSmoothBeta) {
    return new ScaleByLion(b1, b2, muDtype, mode, Scalar.of(newSmoothBeta));
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param mu the momentum
  public record ScaleByLionState(Array count, Object mu) {}

  @Override
  public ScaleByLionState init(Object params) {
    return new ScaleByLionState(Counts.zero(), OptaxTree.zerosLike(params, muDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByLionState s = Need.state(ScaleByLionState.class, state);
    Scalar rest = b1.oneMinus();
    P out = Moments.map((g, m) -> signed(rest.mul(g).add(b1.mul(m))), updates, s.mu());
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b2, 1);
    return new Update<>(
        out, new ScaleByLionState(Counts.next(s.count()), OptaxTree.cast(mu, muDtype)));
  }

  private Array signed(Array x) {
    return switch (mode) {
      case HARD -> x.sign();
      case SMOOTH -> smoothBeta.mul(x).tanh();
      case REFINED -> Jnp.where(x.abs().lt(1), x, x.sign());
    };
  }

  /// How the sign is taken.
  public enum Mode {
    /// As it is.
    HARD,
    /// A hyperbolic tangent.
    SMOOTH,
    /// What is smaller than one stays.
    REFINED
  }
}
