package linum.linen;

import linum.ir.Setting;

/// The settings that decide how modules draw random numbers. Functions that were compiled under one
/// value are compiled again under another.
///
/// In JAX: `flax.config`.
public final class FlaxConfig {
  /// Whether a separator keeps the names of a path apart when they are folded into a key, so that
  /// `("ab", "c")` and `("a", "bc")` draw different numbers. Off, as in Flax.
  ///
  /// In JAX: `flax_fix_rng_separator`.
  public static final Setting<Boolean> FIX_RNG_SEPARATOR =
      Setting.ofPrograms("flax_fix_rng_separator", false);

  /// Whether all names of a path are folded into a key at once. Off, each module folds its own
  /// name, as Flax did until 0.4.0; so the numbers of its first tutorials come out again.
  ///
  /// In JAX: `FLAX_LAZY_RNG`.
  public static final Setting<Boolean> LAZY_RNG = Setting.ofPrograms("flax_lazy_rng", true);

  private FlaxConfig() {}
}
