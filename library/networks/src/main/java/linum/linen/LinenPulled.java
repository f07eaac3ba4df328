package linum.linen;

import java.util.function.Function;
import linum.Pair;

/// The value of a method, and how cotangents of it are pulled back to variables and the argument.
///
/// In JAX: the pair that `flax.linen.vjp` returns.
///
/// @param pullback gives the cotangent of the variables that were asked for, collections and all,
///   and that of the argument
public record LinenPulled<R, A>(R value, Function<R, Pair<Variables, A>> pullback) {}
