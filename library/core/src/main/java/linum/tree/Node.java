package linum.tree;

import java.util.Arrays;
import java.util.List;
import linum.tree.NodeKind.Registered;
import org.jspecify.annotations.Nullable;

/// The structure of a list, a map, a record or a value of a registered class.
public final class Node implements Structure {
  // Nodes without static values that were made lately, by hash. Most trees have structures that
  // were
  // seen before; finding the same object again makes comparing them a matter of identity. Nodes are
  // immutable, so that a lost race costs a miss and nothing else.
  private static final @Nullable Node[] RECENT = new @Nullable Node[1024];

  private final NodeKind kind;
  private final Structure[] children;
  private final int leafCount;
  private final int hash;
  private final boolean pure;
  private final boolean flat;

  private Node(NodeKind kind, Structure[] children, int hash) {
    this.kind = kind;
    this.children = children;
    this.hash = hash;
    int leaves = 0;
    boolean isPure = kind.isPure();
    boolean isFlat = true;
    for (Structure c : children) {
      leaves += c.leafCount();
      isPure &= isPure(c);
      isFlat &= c == Leaf.LEAF;
    }
    this.leafCount = leaves;
    this.pure = isPure;
    this.flat = isFlat;
  }

  /// Whether there are no values in it but small immutable ones.
  static boolean isPure(Structure s) {
    return switch (s) {
      case Leaf _, None _ -> true;
      case Static(Object v) ->
          v instanceof String
              || v instanceof Number
              || v instanceof Boolean
              || v instanceof Enum<?>;
      case Node n -> n.pure;
    };
  }

  /// The node of the given kind; takes over the array.
  static Node of(NodeKind kind, Structure[] children) {
    int hash = kind.hashCode();
    for (Structure c : children) {
      hash = 31 * hash + c.hashCode();
    }
    int slot = (hash ^ hash >>> 15) & RECENT.length - 1;
    Node recent = RECENT[slot];
    if (recent != null && recent.hash == hash && recent.is(kind, children)) {
      return recent;
    }
    Node fresh = new Node(kind, children, hash);
    if (fresh.pure) {
      RECENT[slot] = fresh;
    }
    return fresh;
  }

  private boolean is(NodeKind otherKind, Structure[] otherChildren) {
    if (children.length != otherChildren.length || !kind.equals(otherKind)) {
      return false;
    }
    for (int i = 0; i < children.length; i++) {
      if (!children[i].equals(otherChildren[i])) {
        return false;
      }
    }
    return true;
  }

  NodeKind kind() {
    return kind;
  }

  int arity() {
    return children.length;
  }

  Structure child(int i) {
    return children[i];
  }

  @Override
  public int leafCount() {
    return leafCount;
  }

  @Override
  public List<Structure> children() {
    return List.of(children);
  }

  @Override
  public @Nullable Object build(Object[] leaves, int from) {
    if (kind instanceof Registered r && r.type().keep() != null) {
      FlatNode kept = FlatNode.of(this, leaves, from);
      if (kept != null) {
        return r.type().keep().apply(kept);
      }
    }
    return kind.build(flat && leaves.length == children.length ? leaves : parts(leaves, from));
  }

  /// The children, built of the leaves from a place on.
  @Nullable Object[] parts(Object[] leaves, int from) {
    @Nullable Object[] parts = new @Nullable Object[children.length];
    int at = from;
    for (int i = 0; i < parts.length; i++) {
      Structure c = children[i];
      if (c == Leaf.LEAF) {
        parts[i] = leaves[at++];
      } else {
        parts[i] = c.build(leaves, at);
        at += c.leafCount();
      }
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o || (o instanceof Node n && hash == n.hash && is(n.kind, n.children));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String inner() {
    return kind.print(Arrays.asList(children));
  }

  @Override
  public String toString() {
    return "PyTreeDef(" + inner() + ")";
  }
}
