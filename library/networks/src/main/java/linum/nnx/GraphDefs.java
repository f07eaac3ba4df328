package linum.nnx;

import linum.nnx.Def.OfPytree;
import org.jspecify.annotations.Nullable;

/// Where [GraphDef] is: users write `Nnx.GraphDef`.
interface GraphDefs {

  /// The structure of an object: which objects and variables it has where, which of them are the
  /// same, and all values that are no arrays. It is immutable, compared by value, and static in
  /// trees; with a state, [Nnx#merge] makes an object of it.
  final class GraphDef {
    private final Def def;

    GraphDef(Def def) {
      this.def = def;
    }

    Def def() {
      return def;
    }

    /// How many objects and variables there are.
    public int size() {
      return def.count();
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof GraphDef g && def.equals(g.def);
    }

    @Override
    public int hashCode() {
      return def.hashCode();
    }

    @Override
    public String toString() {
      String root = def instanceof OfPytree p ? p.type().getSimpleName() : def.getClass().getSimpleName();
      return "GraphDef(" + root + ", nodes=" + size() + ")";
    }
  }
}
