package linum.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.core.Array;
import linum.tree.NodeKind.Mapping;
import linum.tree.NodeKind.OfRecord;
import linum.tree.NodeKind.Registered;
import linum.tree.NodeKind.Sequence;
import linum.tree.Structure.Leaf;
import linum.tree.Structure.None;
import linum.tree.Structure.Static;
import org.jspecify.annotations.Nullable;

/// Structures that trees are expected to have: takes trees that have them apart, without making
/// their structures anew, as for the arguments of a function that is called again and again.
public final class Expected {
  private final Structure[] structures;
  private final int leafCount;
  // Of the static values when they were new: one that was changed since is not what was expected.
  private final int statics;

  public Expected(List<Structure> structures) {
    this.structures = structures.toArray(Structure[]::new);
    int leaves = 0;
    int hash = 0;
    for (Structure s : this.structures) {
      leaves += s.leafCount();
      hash = hash(s, hash);
    }
    this.leafCount = leaves;
    this.statics = hash;
  }

  private static int hash(Structure s, int before) {
    return switch (s) {
      case Leaf _, None _ -> before;
      case Static(Object value) -> Node.isPure(s) ? before : 31 * before + value.hashCode();
      case Node n when Node.isPure(n) -> before;
      case Node n -> {
        int hash = hash(n.kind(), before);
        for (int i = 0; i < n.arity(); i++) {
          hash = hash(n.child(i), hash);
        }
        yield hash;
      }
    };
  }

  private static int hash(NodeKind kind, int before) {
    return kind instanceof Registered r && !r.isPure()
        ? 31 * before + Objects.hashCode(r.aux())
        : before;
  }

  /// The arrays of all trees in order, if each has the structure that is expected of it. If the
  /// result is null, that does not mean that they have others: a map whose keys are not in order is
  /// not looked into.
  public @Nullable List<Array> leaves(@Nullable Object... trees) {
    if (trees.length != structures.length) {
      return null;
    }
    Taking taking = new Taking(new Array[leafCount]);
    for (int i = 0; i < trees.length; i++) {
      if (!taking.take(structures[i], trees[i])) {
        return null;
      }
    }
    return taking.statics == statics ? Arrays.asList(taking.leaves) : null;
  }

  /// One run through trees. All methods say whether a tree has a structure.
  private static final class Taking {
    private final Array[] leaves;
    private int count;
    private int statics;

    Taking(Array[] leaves) {
      this.leaves = leaves;
    }

    boolean take(Structure s, @Nullable Object tree) {
      if (s == Leaf.LEAF) {
        if (!(tree instanceof Array a)) {
          return false;
        }
        leaves[count++] = a;
        return true;
      }
      return switch (s) {
        case Leaf _ -> false;
        case None _ -> tree == null;
        case Static known -> tree != null && takeStatic(known, tree);
        case Node n -> tree != null && takeNode(n, tree);
      };
    }

    private boolean takeStatic(Static known, Object tree) {
      if (!known.value().equals(tree) || !NodeTypes.of(tree.getClass()).isStatic(tree)) {
        return false;
      }
      statics = hash(known, statics);
      return true;
    }

    @SuppressWarnings("ReferenceEquality") // what there is one of for each kind of tree
    private boolean takeNode(Node n, Object tree) {
      return switch (n.kind()) {
        case OfRecord(RecordShape shape) ->
            NodeTypes.of(tree.getClass()) == shape && takeAll(n, shape.components(tree));
        case Sequence _ ->
            NodeTypes.of(tree.getClass()) == NodeTypes.LIST && takeList(n, (List<?>) tree);
        case Mapping(List<Object> keys) ->
            NodeTypes.of(tree.getClass()) == NodeTypes.MAP && takeMap(n, keys, (Map<?, ?>) tree);
        case Registered r -> takeRegistered(n, r, tree);
      };
    }

    private boolean takeAll(Node n, @Nullable Object[] parts) {
      for (int i = 0; i < parts.length; i++) {
        if (!take(n.child(i), parts[i])) {
          return false;
        }
      }
      return true;
    }

    private boolean takeList(Node n, List<?> list) {
      if (list.size() != n.arity()) {
        return false;
      }
      int i = 0;
      for (Object part : list) {
        if (!take(n.child(i++), part)) {
          return false;
        }
      }
      return true;
    }

    private boolean takeMap(Node n, List<Object> keys, Map<?, ?> map) {
      if (map.size() != n.arity()) {
        return false;
      }
      int i = 0;
      for (Map.Entry<?, ?> e : map.entrySet()) {
        if (!keys.get(i).equals(e.getKey()) || !take(n.child(i), e.getValue())) {
          return false;
        }
        i++;
      }
      return true;
    }

    private boolean takeRegistered(Node n, Registered kind, Object tree) {
      if (tree.getClass() != kind.of() || NodeTypes.of(tree.getClass()) != kind.type()) {
        return false;
      }
      FlatNode kept = kind.type().kept(tree);
      if (kept != null && Node.isPure(n) && kept.structure().equals(n)) {
        System.arraycopy(kept.leaves(), 0, leaves, count, n.leafCount());
        count += n.leafCount();
        return true;
      }
      Children c = kind.type().children(tree);
      if (c.children().size() != n.arity()
          || !Objects.equals(c.aux(), kind.aux())
          || !c.keys().equals(kind.keys())) {
        return false;
      }
      statics = hash(kind, statics);
      return takeList(n, c.children());
    }
  }
}
