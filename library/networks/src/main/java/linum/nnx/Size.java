package linum.nnx;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import linum.core.Array;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariableKinds.RngState;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// How many numbers there are, and how many bytes they take: `15 (60 B)`.
record Size(long count, long bytes) {
  static final Size ZERO = new Size(0, 0);

  static Size of(@Nullable Object tree) {
    Size all = ZERO;
    for (Array a : Tree.leaves(tree)) {
      all = all.plus(new Size(a.size(), a.nbytes()));
    }
    return all;
  }

  Size plus(Size other) {
    return new Size(count + other.count, bytes + other.bytes);
  }

  /// The sizes of the variables below an object, by kind, in the order in which the kinds are met.
  /// Each variable counts once.
  static Map<Class<?>, Size> byKind(@Nullable Object node) {
    Map<Class<?>, Size> sizes = new LinkedHashMap<>();
    add(node, sizes, Collections.newSetFromMap(new IdentityHashMap<>()));
    return sizes;
  }

  private static void add(@Nullable Object node, Map<Class<?>, Size> sizes, Set<Object> seen) {
    switch (node) {
      case Variable v when seen.add(v) -> {
        Size size = of(v.current());
        if (size.count > 0) {
          sizes.merge(v instanceof RngState ? RngState.class : v.getClass(), size, Size::plus);
        }
      }
      case Pytree p when seen.add(p) -> Visit.children(p).forEach(e -> add(e.value(), sizes, seen));
      case null -> {}
      case Variable _, Pytree _ -> {}
      default -> {
        Containers.Level level = Containers.of(node);
        if (level != null) {
          level.values().forEach(value -> add(value, sizes, seen));
        }
      }
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d (%s)", count, unit());
  }

  private String unit() {
    if (bytes > 1_000_000_000) {
      return String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
    if (bytes > 1_000_000) {
      return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
    if (bytes > 1_000) {
      return String.format(Locale.ROOT, "%,.1f KB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%,d B", bytes);
  }
}
