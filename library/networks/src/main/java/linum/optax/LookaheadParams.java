package linum.optax;

/// The two sets of parameters of [Lookahead].
///
/// @param fast those that gradients are taken of
/// @param slow those that follow them, and are used in the end
public record LookaheadParams<P>(P fast, P slow) {

  /// Both the same.
  public static <P> LookaheadParams<P> initSynced(P params) {
    return new LookaheadParams<>(params, params);
  }
}
