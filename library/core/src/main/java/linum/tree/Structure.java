package linum.tree;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Repr;
import org.jspecify.annotations.Nullable;

/// A tree without its arrays: which nodes it has, in which order, with which static values.
///
/// Structures are immutable, compared by value and cheap to compare and to hash, so that they can
/// be keys of caches. They print as JAX prints them: `PyTreeDef({'a': *, 'b': [*, *]})`.
///
/// `Structure = Leaf | None | Static | Node`. In JAX: `PyTreeDef`.
public sealed interface Structure permits Structure.Leaf, Structure.None, Structure.Static, Node {

  /// How many arrays a tree of this structure has.
  int leafCount();

  /// The structures of the children; empty for everything but nodes.
  List<Structure> children();

  /// Builds the tree with the leaves `from … from + leafCount() - 1` of an array, which it takes
  /// over.
  @Nullable Object build(Object[] leaves, int from);

  /// What stands for this structure inside a larger one: `*`, `[*, *]`.
  String inner();

  /// The way to every leaf, in order.
  default List<KeyPath> paths() {
    List<KeyPath> paths = new ArrayList<>(leafCount());
    addPaths(KeyPath.ROOT, paths);
    return paths;
  }

  private void addPaths(KeyPath here, List<KeyPath> paths) {
    switch (this) {
      case Leaf _ -> paths.add(here);
      case None _, Static _ -> {}
      case Node n -> {
        for (int i = 0; i < n.arity(); i++) {
          n.child(i).addPaths(here.then(n.kind().key(i)), paths);
        }
      }
    }
  }

  /// This structure with `inner` in the place of every leaf.
  default Structure compose(Structure inner) {
    return switch (this) {
      case Leaf _ -> inner;
      case None n -> n;
      case Static s -> s;
      case Node n ->
          Node.of(
              n.kind(), n.children().stream().map(c -> c.compose(inner)).toArray(Structure[]::new));
    };
  }

  /// The structure of an array.
  enum Leaf implements Structure {
    LEAF;

    @Override
    public int leafCount() {
      return 1;
    }

    @Override
    public List<Structure> children() {
      return List.of();
    }

    @Override
    public Object build(Object[] leaves, int from) {
      return leaves[from];
    }

    @Override
    public String inner() {
      return "*";
    }

    @Override
    public String toString() {
      return "PyTreeDef(*)";
    }
  }

  /// The structure of `null`.
  enum None implements Structure {
    NONE;

    @Override
    public int leafCount() {
      return 0;
    }

    @Override
    public List<Structure> children() {
      return List.of();
    }

    @Override
    public @Nullable Object build(Object[] leaves, int from) {
      return null;
    }

    @Override
    public String inner() {
      return "None";
    }

    @Override
    public String toString() {
      return "PyTreeDef(None)";
    }
  }

  /// The structure of a value that is neither array nor node: the value itself.
  record Static(Object value) implements Structure {
    @Override
    public int leafCount() {
      return 0;
    }

    @Override
    public List<Structure> children() {
      return List.of();
    }

    @Override
    public Object build(Object[] leaves, int from) {
      return value;
    }

    @Override
    public String inner() {
      return Repr.of(value);
    }

    @Override
    public String toString() {
      return "PyTreeDef(" + inner() + ")";
    }
  }
}
