package linum.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.tree.NodeKind.OfRecord;
import linum.tree.NodeTypes.Level;
import org.jspecify.annotations.Nullable;

/// What a tree that ends earlier says about the leaves of a full one.
final class Prefix {
  private final List<@Nullable Object> out = new ArrayList<>();

  private Prefix() {}

  static List<@Nullable Object> broadcast(@Nullable Object prefix, Structure full) {
    Prefix p = new Prefix();
    p.walk(KeyPath.ROOT, prefix, full);
    return p.out;
  }

  private void walk(KeyPath path, @Nullable Object prefix, Structure full) {
    Level level =
        prefix == null || prefix instanceof Array
            ? null
            : NodeTypes.of(prefix.getClass()).level(prefix);
    if (level == null) {
      IntStream.range(0, full.leafCount()).forEach(_ -> out.add(prefix));
      return;
    }
    List<?> parts = full instanceof Node node ? matching(level, prefix, node) : null;
    if (parts == null || !(full instanceof Node node)) {
      throw new IllegalArgumentException(
          "a prefix must end where the tree ends, or have the nodes of the tree, but at %s the prefix has %s and the tree has %s"
              .formatted(path.orRoot(), prefix, full.inner()));
    }
    for (int i = 0; i < parts.size(); i++) {
      walk(path.then(node.kind().key(i)), parts.get(i), node.child(i));
    }
  }

  private static @Nullable List<?> matching(Level level, @Nullable Object prefix, Node node) {
    if (level.kind().equals(node.kind()) && level.children().size() == node.arity()) {
      return level.children();
    }
    return prefix instanceof Map<?, ?> map && node.kind() instanceof OfRecord r
        ? byName(map, r.shape(), node)
        : null;
  }

  // Components without arrays may be missing, and nothing else may be there.
  private static @Nullable List<?> byName(Map<?, ?> map, RecordShape shape, Node node) {
    List<@Nullable Object> parts = new ArrayList<>();
    int known = 0;
    for (int i = 0; i < node.arity(); i++) {
      boolean given = map.containsKey(shape.name(i));
      if (!given && node.child(i).leafCount() > 0) {
        return null;
      }
      known += given ? 1 : 0;
      parts.add(map.get(shape.name(i)));
    }
    return known == map.size() ? parts : null;
  }
}
