package linum.transform;

import linum.ir.Call;
import org.jspecify.annotations.Nullable;

/// A function with a derivative rule of its own, and how the rule is called.
public final class CustomJvpFunction {
  private final String name;
  private final String ruleName;
  private final Body f;
  private final CustomFunctions.TangentRule rule;
  private final boolean symbolicZeros;
  private final Body call;

  public CustomJvpFunction(String name, Body f, CustomFunctions.TangentRule rule) {
    this(name, f, name + "_jvp", rule);
  }

  /// @param ruleName what printed programs call the rule
  public CustomJvpFunction(String name, Body f, String ruleName, CustomFunctions.TangentRule rule) {
    this(name, f, ruleName, rule, false);
  }

  private CustomJvpFunction(
      String name,
      Body f,
      String ruleName,
      CustomFunctions.TangentRule rule,
      boolean symbolicZeros) {
    this.name = name;
    this.ruleName = ruleName;
    this.f = f;
    this.rule = rule;
    this.symbolicZeros = symbolicZeros;
    this.call =
        CustomFunctions.called(
            name,
            f,
            (entry, in) ->
                new Call.CustomJvp(
                    name,
                    entry.call().body(),
                    new UserJvp(ruleName, rule, Signature.of(name, entry, in), symbolicZeros),
                    symbolicZeros));
  }

  /// The function whose rule is given a [SymbolicZero] for a tangent that is known to be zero.
  public CustomJvpFunction symbolicZeros() {
    return symbolicZeros ? this : new CustomJvpFunction(name, f, ruleName, rule, true);
  }

  /// The function under a name; its rule is shown as `NAME_jvp`.
  public CustomJvpFunction name(String newName) {
    return new CustomJvpFunction(newName, f, newName + "_jvp", rule, symbolicZeros);
  }

  public @Nullable Object call(@Nullable Object... args) {
    return call.call(args);
  }
}
