package linum;

import java.util.List;
import linum.core.Array;

/// A function that refers to no values of outer transformations any more.
///
/// In JAX: the pair that `jax.closure_convert` returns.
///
/// @param function takes the arguments, then `consts`
/// @param consts the values that the function referred to
public record ClosureConverted<F>(F function, List<Array> consts) {
  public ClosureConverted {
    consts = List.copyOf(consts);
  }
}
