package linum.optax;

import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;

/// Moving averages of trees.
final class Moments {
  private Moments() {}

  static <P> P update(Object updates, P moments, Scalar decay, int order) {
    checkFit(updates, moments);
    Scalar rest = decay.oneMinus();
    return Tree.map(
        (t, g) ->
            rest.mul(order == 1 ? g : order == 2 ? g.square() : g.pow(order)).add(decay.mul(t)),
        moments,
        updates);
  }

  static <P> P updateInfinity(Object updates, P moments, Scalar decay, Scalar eps) {
    checkFit(updates, moments);
    return Tree.map((t, g) -> eps.add(g.abs()).maximum(decay.mul(t)), moments, updates);
  }

  static <P> P biasCorrection(P moments, Scalar decay, Array count) {
    Array correction = Jnp.subtract(1, decay.pow(count));
    return Tree.map(t -> t.div(correction.astype(t.dtype())), moments);
  }

  /// `b · m̂ + (1 - b) · ĝ`, with the moment corrected for one step more: Nesterov's look ahead.
  static <P> P nesterov(P updates, Object moments, Scalar b, Array count) {
    Object ahead = biasCorrection(moments, b, Counts.next(count));
    Scalar rest = b.oneMinus();
    return Tree.map((g, m) -> b.mul(m).add(rest.mul(g)), biasCorrection(updates, b, count), ahead);
  }

  /// The tree of updates with other arrays, made of it and of one tree of the state.
  static <P> P map(BinaryOperator<Array> f, P updates, Object moments) {
    checkFit(updates, moments);
    return Tree.map(f, updates, moments);
  }

  // With a text about what the trees are, where Tree.map speaks of the first and the second.
  static void checkFit(Object updates, Object moments) {
    Flat a = Tree.flatten(updates);
    Flat b = Tree.flatten(moments);
    Tree.checkSame(
        "update: the gradients (the first) are not like the parameters that init was given (the second)",
        a.structure(),
        b.structure());
    for (int i = 0; i < a.leaves().size(); i++) {
      Array g = a.leaves().get(i);
      Array t = b.leaves().get(i);
      if (!g.shape().equals(t.shape())) {
        throw new IllegalArgumentException(
            "update: the gradient at '%s' has shape %s, but the state was made for %s.\nMake the state from the parameters that the gradients are of: var state = tx.init(params)"
                .formatted(a.structure().paths().get(i), g.shape(), t.shape()));
      }
    }
  }
}
