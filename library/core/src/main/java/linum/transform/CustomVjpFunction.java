package linum.transform;

import linum.ir.Call;
import linum.tree.Structure;
import org.jspecify.annotations.Nullable;

/// A function with a reverse rule of its own, and how the rule is called.
public final class CustomVjpFunction {
  private final String name;
  private final Body f;
  private final CustomFunctions.ForwardRule fwd;
  private final CustomFunctions.BackwardRule bwd;
  private final boolean symbolicZeros;
  private final boolean optimizeRemat;
  private final Body call;

  public CustomVjpFunction(
      String name, Body f, CustomFunctions.ForwardRule fwd, CustomFunctions.BackwardRule bwd) {
    this(name, f, fwd, bwd, false, false);
  }

  private CustomVjpFunction(
      String name,
      Body f,
      CustomFunctions.ForwardRule fwd,
      CustomFunctions.BackwardRule bwd,
      boolean symbolicZeros,
      boolean optimizeRemat) {
    if (symbolicZeros && optimizeRemat) {
      throw new UnsupportedOperationException(
          "customVjp: optimizeRemat() stages the forward rule once for all uses, and"
              + " symbolicZeros() lets it depend on what is differentiated.\nTake one of them.");
    }
    this.name = name;
    this.f = f;
    this.fwd = fwd;
    this.bwd = bwd;
    this.symbolicZeros = symbolicZeros;
    this.optimizeRemat = optimizeRemat;
    this.call = CustomFunctions.called(name, f, this::primitive);
  }

  private Call primitive(JitEntry entry, Arguments in) {
    Signature types = Signature.of(name, entry, in);
    UserVjp rule = new UserVjp(name + "_fwd", fwd, bwd, types, symbolicZeros);
    return new Call.CustomVjp(
        name,
        entry.call().body(),
        optimizeRemat ? new RematVjp(rule, entry.call().body()) : rule,
        new UserBwd(name + "_bwd", bwd, Structure.None.NONE, types, symbolicZeros),
        symbolicZeros);
  }

  /// The function whose forward rule is given [CustomVjpPrimal]s, and whose backward rule a
  /// [SymbolicZero] for a cotangent that is known to be zero.
  ///
  /// @throws UnsupportedOperationException together with [#optimizeRemat]
  public CustomVjpFunction symbolicZeros() {
    return new CustomVjpFunction(name, f, fwd, bwd, true, optimizeRemat);
  }

  /// The function whose forward rule is left out, the function itself run, where a `checkpoint`
  /// needs no residuals.
  ///
  /// @throws UnsupportedOperationException together with [#symbolicZeros]
  public CustomVjpFunction optimizeRemat() {
    return new CustomVjpFunction(name, f, fwd, bwd, symbolicZeros, true);
  }

  /// The function under a name; its rules are shown as `NAME_fwd` and `NAME_bwd`.
  public CustomVjpFunction name(String newName) {
    return new CustomVjpFunction(newName, f, fwd, bwd, symbolicZeros, optimizeRemat);
  }

  public @Nullable Object call(@Nullable Object... args) {
    return call.call(args);
  }
}
