package linum.transform;

import linum.core.Array;
import linum.core.Tracer;
import linum.ir.Aval;

/// What a forward rule with `symbolicZeros()` is given in place of each array of its arguments: the
/// array, and whether it is differentiated.
///
/// It stands where an array does, so that records of arrays can hold it; nothing can be computed
/// with it itself.
///
/// ```java
/// x -> CustomVjpPrimal.of(x).perturbed() ? … : …
/// ```
///
/// In JAX: `jax.custom_derivatives.CustomVJPPrimal`, with the attributes `value` and `perturbed`.
public final class CustomVjpPrimal extends Tracer {
  private final Array value;
  private final boolean perturbed;

  CustomVjpPrimal(Array value, boolean perturbed) {
    super(Nowhere.INSTANCE);
    this.value = value;
    this.perturbed = perturbed;
  }

  /// The array of an argument as what it is in a forward rule with `symbolicZeros()`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static CustomVjpPrimal of(Array argument) {
    if (argument instanceof CustomVjpPrimal p) {
      return p;
    }
    throw new IllegalArgumentException(
        "an array of type %s is no CustomVjpPrimal.".formatted(argument.aval())
            + "\nOnly forward rules of customVjp(f, fwd, bwd).symbolicZeros() are given such.");
  }

  public Array value() {
    return value;
  }

  /// Whether the function is differentiated in this array. If not, nobody reads its cotangent.
  public boolean perturbed() {
    return perturbed;
  }

  @Override
  public Aval aval() {
    return value.aval();
  }

  @Override
  protected String unexpected() {
    return "a CustomVjpPrimal of type %s is no array to compute with.".formatted(aval())
        + "\nTake the array out: CustomVjpPrimal.of(x).value(), or customVjpPrimalTreeValues(tree)"
        + " for all of a tree.";
  }

  @Override
  public String toString() {
    return "CustomVjpPrimal(value=%s, perturbed=%s)".formatted(value, perturbed);
  }
}
