package linum.linen;

import linum.core.Array;

/// A module from an array to an array, as most are.
///
/// ```java
/// record MLP(int hidden, int out) implements Layer {
///   public Array call(Array x) {
///     x = relu(new Dense(hidden).apply(x));
///     return new Dense(out).apply(x);
///   }
/// }
/// var variables = new MLP(16, 1).init(key(0), x);
/// Array y = new MLP(16, 1).apply(variables, x);
/// ```
///
/// A transformation of the whole model takes a lambda, `jit((Variables v, Array x) ->
/// model.apply(v, x))`: of `model::apply` Java cannot say which of the methods of that name is
/// meant.
///
/// A function of arrays is one, too, as in `new Sequential(new Dense(8), Nn::relu)`; it has no
/// variables of its own.
@FunctionalInterface
public interface Layer extends Layer1<Array, Array> {

  /// This layer under a name of its own, in place of the automatic one. A layer in a component or
  /// field is named after that all the same.
  ///
  /// In JAX: `Dense(8, name="encoder")`.
  default Layer named(String name) {
    return new NamedLayer(this, name);
  }
}
