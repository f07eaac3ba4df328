package linum.tree;

import linum.tree.NodeKind.Mapping;
import org.jspecify.annotations.Nullable;

/// The first place where two structures differ, in words.
final class Difference {
  private Difference() {}

  /// A phrase such as `at ['a'].w: the first has *, the second has [*, *]`.
  static String describe(Structure first, Structure second) {
    String found = find(KeyPath.ROOT, first, second);
    return found == null ? "nowhere" : found;
  }

  private static @Nullable String find(KeyPath path, Structure a, Structure b) {
    if (a.equals(b)) {
      return null;
    }
    if (!(a instanceof Node x && b instanceof Node y)) {
      return at(path, a.inner(), b.inner());
    }
    if (x.kind() instanceof Mapping m && y.kind() instanceof Mapping n && !m.equals(n)) {
      return at(path, "the keys " + m.keys(), "the keys " + n.keys());
    }
    if (!x.kind().equals(y.kind())) {
      return at(path, x.inner(), y.inner());
    }
    if (x.arity() != y.arity()) {
      return at(path, elements(x), elements(y));
    }
    for (int i = 0; i < x.arity(); i++) {
      String below = find(path.then(x.kind().key(i)), x.child(i), y.child(i));
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private static String elements(Node n) {
    return n.arity() == 1 ? "1 element" : n.arity() + " elements";
  }

  private static String at(KeyPath path, String first, String second) {
    return "at %s: the first has %s, the second has %s".formatted(path.orRoot(), first, second);
  }
}
