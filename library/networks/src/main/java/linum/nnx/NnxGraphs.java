package linum.nnx;

import java.util.List;
import linum.nnx.Def.OfPytree;
import linum.nnx.NnxStates.State;
import org.jspecify.annotations.Nullable;

/// Where [GraphDef] is: users write `Nnx.GraphDef`.
public interface NnxGraphs {

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
      String root =
          def instanceof OfPytree p ? p.type().getSimpleName() : def.getClass().getSimpleName();
      return "GraphDef(" + root + ", nodes=" + size() + ")";
    }
  }

  /// An object taken apart.
  ///
  /// @param states one for each filter
  record Split(GraphDef graphdef, List<State> states) {
    /// The only state.
    ///
    /// @throws IllegalStateException if there are several
    public State state() {
      if (states.size() != 1) {
        throw new IllegalStateException(
            "split gave %d states; take states().get(i)".formatted(states.size()));
      }
      return states.getFirst();
    }
  }

  /// What a function of an object gave, and the object after it.
  record Called<R>(R value, GraphDef graphdef, State state) {}

  /// An object, a variable or an array in a larger object.
  ///
  /// @param path names of fields, keys of maps and positions in lists
  record Located(List<Object> path, Object value) {}
}
