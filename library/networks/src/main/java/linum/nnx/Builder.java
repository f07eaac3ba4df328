package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.nnx.Def.Fixed;
import linum.nnx.Def.OfArray;
import linum.nnx.Def.OfContainer;
import linum.nnx.Def.OfPytree;
import linum.nnx.Def.OfVariable;
import linum.nnx.Def.Seen;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Makes objects of a structure and of values for its variables.
final class Builder {
  /// Where the values come from, asked in the order of the structure.
  interface Source {
    Variable variable(OfVariable def, List<Object> path);

    Object array(List<Object> path);
  }

  private final Source source;
  private final List<Object> refs;

  /// @param known what objects and variables met before stand for, by number
  Builder(Source source, List<Object> known) {
    this.source = source;
    this.refs = new ArrayList<>(known);
  }

  @Nullable Object build(Def def, List<Object> path) {
    return switch (def) {
      case Seen s -> refs.get(s.index());
      case OfArray _ -> source.array(path);
      case Fixed f -> f.value();
      case OfVariable v -> {
        Variable made = source.variable(v, path);
        refs.add(made);
        yield made;
      }
      case OfPytree p -> pytree(p, path);
      case OfContainer c -> {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < c.children().size(); i++) {
          values.add(build(c.children().get(i), Paths.then(path, c.keys().get(i))));
        }
        yield Containers.build(c, values);
      }
    };
  }

  private Pytree pytree(OfPytree def, List<Object> path) {
    Pytree made = def.template().shallowCopy();
    refs.add(made);
    List<Slot> fields = Slot.of(def.type());
    for (int i = 0; i < def.children().size(); i++) {
      Def child = def.children().get(i);
      String name = def.names().get(i);
      if (!(child instanceof Fixed)) {
        Slot slot = i < fields.size() ? fields.get(i) : new Slot.Attribute(name);
        slot.set(made, build(child, Paths.then(path, name)));
      }
    }
    return made;
  }

  /// Takes the leaves of variables and arrays from a list, one after the other.
  static final class Sequence implements Source {
    private final List<? extends Array> leaves;
    private int next;

    Sequence(List<? extends Array> leaves, int from) {
      this.leaves = leaves;
      this.next = from;
    }

    @Override
    public Variable variable(OfVariable def, List<Object> path) {
      Object value = def.value().build(leaves.toArray(), next);
      next += def.value().leafCount();
      Variable made = def.template().with(java.util.Objects.requireNonNull(value));
      made.setMetadata(def.metadata());
      return made;
    }

    @Override
    public Object array(List<Object> path) {
      return leaves.get(next++);
    }
  }
}
