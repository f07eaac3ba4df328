package linum.xla;

import linum.ir.Jaxpr;
import linum.ir.pass.ExplicitBroadcasts;
import linum.ir.pass.Platforms;

/// Programs as modules of StableHLO.
public final class StableHlo {
  private StableHlo() {}

  /// The text of a module whose function `main` is the program, as it is on `cpu`.
  ///
  /// Compiled functions inside it are functions of the module; functions with derivative rules of
  /// their own are written in place.
  ///
  /// @throws UnsupportedOperationException naming a primitive that StableHLO cannot say, or that
  ///   this lowering does not know yet
  public static String lower(Jaxpr jaxpr) {
    return new Functions().module(ExplicitBroadcasts.apply(Platforms.resolve(jaxpr, "cpu")));
  }
}
