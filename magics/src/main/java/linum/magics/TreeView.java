package linum.magics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.kernel.display.Displayable;
import linum.kernel.display.MimeBundle;
import linum.tree.Key;
import linum.tree.PathLeaf;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A tree of arrays as something to look at: what `%tree` shows.
///
/// @param name what the tree is: the simple name of its class
/// @param root its nodes and leaves
record TreeView(String name, Branch root) implements Displayable {

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.of(TreeText.render(this)).with("text/html", TreeHtml.render(this));
  }

  /// A place in the tree.
  sealed interface Place {
    long elements();

    long bytes();
  }

  /// An array.
  record Leaf(Array array) implements Place {
    @Override
    public long elements() {
      return array.size();
    }

    @Override
    public long bytes() {
      return array.aval().byteSize();
    }
  }

  /// A record, list or map.
  record Branch(Map<String, Place> children) implements Place {
    @Override
    public long elements() {
      return children.values().stream().mapToLong(Place::elements).sum();
    }

    @Override
    public long bytes() {
      return children.values().stream().mapToLong(Place::bytes).sum();
    }

    long leaves() {
      return children.values().stream()
          .mapToLong(p -> p instanceof Branch b ? b.leaves() : 1)
          .sum();
    }
  }

  /// The view of a value.
  static TreeView of(@Nullable Object value) {
    List<PathLeaf> leaves = Tree.leavesWithPath(value);
    return new TreeView(name(value), branch(leaves, 0));
  }

  private static String name(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Array _ -> "Array";
      case List<?> _ -> "List";
      case Map<?, ?> _ -> "Map";
      default -> value.getClass().getSimpleName();
    };
  }

  private static Branch branch(List<PathLeaf> leaves, int depth) {
    Map<Key, List<PathLeaf>> byKey = new LinkedHashMap<>();
    Map<String, Place> children = new LinkedHashMap<>();
    for (PathLeaf leaf : leaves) {
      List<Key> keys = leaf.path().keys();
      if (keys.size() == depth) {
        children.put("", new Leaf(leaf.leaf()));
      } else {
        byKey.computeIfAbsent(keys.get(depth), _ -> new ArrayList<>()).add(leaf);
      }
    }
    byKey.forEach((key, below) -> {
      boolean isLeaf = below.size() == 1 && below.getFirst().path().keys().size() == depth + 1;
      children.put(
          key.simple(), isLeaf ? new Leaf(below.getFirst().leaf()) : branch(below, depth + 1));
    });
    return new Branch(children);
  }
}
