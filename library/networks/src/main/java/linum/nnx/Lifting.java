package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import linum.core.Array;
import linum.core.Trace;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxVariables.Variable;
import linum.nnx.Outs.Edit;
import linum.nnx.Tape.Step;
import linum.transform.Body;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Runs functions over objects as functions of the values of their variables, which is what the
/// transformations of arrays take, and puts into the objects what came out.
final class Lifting {
  private Lifting() {}

  /// Runs `f` with other values in the variables.
  ///
  /// @param values of the variables, in order
  /// @param keep which variables to give the values of, even if they are what they were
  static Outcome run(
      Body f,
      Operands in,
      List<?> values,
      List<? extends Array> arrays,
      List<? extends @Nullable Object> plain,
      IntPredicate keep) {
    Frame frame = Frame.open();
    Variable[] variables = in.variables();
    for (int i = 0; i < variables.length; i++) {
      frame.put(variables[i], values.get(i));
    }
    try {
      return frame.run(() -> {
        Object result = f.call(in.rebuilt(arrays, plain));
        return collect(in, frame, values, result, keep);
      });
    } finally {
      restore(in.tape());
    }
  }

  /// The values of the variables, from all arrays in them.
  static List<Object> values(Operands in, List<? extends Array> leaves) {
    List<Object> values = new ArrayList<>(in.variables().length);
    int from = 0;
    for (Variable v : in.variables()) {
      if (v.current() instanceof Array) {
        values.add(leaves.get(from++));
      } else {
        Structure s = Tree.structure(v.current());
        int to = from + s.leafCount();
        values.add(Objects.requireNonNull(Tree.<Object>unflatten(s, leaves.subList(from, to))));
        from = to;
      }
    }
    return values;
  }

  private static void restore(Tape tape) {
    for (Step s : tape.steps()) {
      if (!(s instanceof Tape.OfVariable) && !s.isSame()) {
        s.restore();
      } else if (s instanceof Tape.OfVariable v && !v.variable().metadata().equals(v.metadata())) {
        s.restore();
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a variable that was not touched has the same value
  private static Outcome collect(
      Operands in, Frame frame, List<?> before, @Nullable Object result, IntPredicate keep) {
    List<Integer> changed = new ArrayList<>();
    List<Structure> structures = new ArrayList<>();
    List<Array> values = new ArrayList<>();
    Variable[] variables = in.variables();
    for (int i = 0; i < variables.length; i++) {
      Object now = frame.get(variables[i]);
      if (now != before.get(i) || keep.test(i)) {
        changed.add(i);
        structures.add(Tree.structure(now));
        values.addAll(Tree.leaves(now));
      }
    }
    Walk walk = Walk.after(in.refs());
    boolean plain = Walk.isPlain(result);
    Def def = plain ? null : walk.of(result);
    List<Edit> edits = edits(in.tape(), walk);
    Outs outs = new Outs(changed, structures, def, edits);
    return new Outcome(outs, values, made(walk), plain ? result : null);
  }

  private static List<Array> made(Walk walk) {
    List<Array> made = new ArrayList<>();
    for (Variable v : walk.variables()) {
      made.addAll(Tree.leaves(v.current()));
    }
    made.addAll(walk.arrays());
    return made;
  }

  private static List<Edit> edits(Tape tape, Walk walk) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < tape.steps().size(); i++) {
      Step step = tape.steps().get(i);
      boolean same =
          step instanceof Tape.OfVariable v
              ? v.variable().metadata().equals(v.metadata())
              : step.isSame();
      if (!same) {
        edits.add(edit(i, step, walk));
      }
    }
    return edits;
  }

  private static Edit edit(int i, Step step, Walk walk) {
    return switch (step) {
      case Tape.OfField f -> new Edit(i, List.of(), List.of(field(f, walk)), null);
      case Tape.OfList l -> new Edit(i, List.of(), defs(l.list(), walk), null);
      case Tape.OfObjects a -> new Edit(i, List.of(), defs(Arrays.asList(a.array()), walk), null);
      case Tape.OfMap m ->
          new Edit(
              i,
              List.copyOf(m.map().keySet()),
              defs(new ArrayList<>(m.map().values()), walk),
              null);
      case Tape.OfVariable v -> new Edit(i, List.of(), List.of(), v.variable().metadata());
      case Tape.OfNumbers n -> {
        n.restore();
        throw new AssertionError("numbers cannot be restored");
      }
    };
  }

  private static Def field(Tape.OfField f, Walk walk) {
    Object now = f.slot().get(f.owner());
    if (now instanceof Array || now instanceof State) {
      throw new IllegalArgumentException(
          "the function put an array into the field %s of %s, where a transformation cannot follow it.\nKeep what changes in a variable: final Nnx.Variable %s = new Nnx.Variable(x);"
              .formatted(f.slot().name(), f.owner().getClass().getSimpleName(), f.slot().name()));
    }
    return walk.of(now);
  }

  private static List<Def> defs(List<?> values, Walk walk) {
    List<Def> defs = new ArrayList<>();
    values.forEach(v -> defs.add(walk.of(v)));
    return defs;
  }

  /// Puts what a run gave into the objects, and returns the function's result.
  static @Nullable Object apply(Operands in, Outcome outcome) {
    Outs outs = outcome.outs();
    Variable[] variables = in.variables();
    boolean framed = Frame.isOpen();
    Trace now = Trace.current();
    Object[] values = null;
    int from = 0;
    for (int i = 0; i < outs.changed().size(); i++) {
      Structure s = outs.structures().get(i);
      Variable v = variables[outs.changed().get(i)];
      Object value;
      if (s == Structure.Leaf.LEAF) {
        value = outcome.changed().get(from++);
      } else {
        values = values == null ? outcome.changed().toArray() : values;
        value = Objects.requireNonNull(s.build(values, from));
        from += s.leafCount();
      }
      if (framed) {
        v.put(value);
      } else {
        v.putOwn(value, now);
      }
    }
    Def result = outs.result();
    if (result == null && outs.edits().isEmpty()) {
      return outcome.plain();
    }
    Builder builder = new Builder(new Made(outcome.made(), result, outs.edits()), in.refs());
    Object built = result == null ? outcome.plain() : builder.build(result, List.of());
    for (Edit e : outs.edits()) {
      assign(in.tape().steps().get(e.step()), e, builder);
    }
    return built;
  }

  // The values of new variables come first, then arrays.
  private static final class Made implements Builder.Source {
    private final Builder.Sequence variables;
    private final Builder.Sequence arrays;

    Made(List<Array> made, @Nullable Def result, List<Edit> edits) {
      int[] count = new int[1];
      List<Def> all = new ArrayList<>();
      if (result != null) {
        all.add(result);
      }
      edits.forEach(e -> all.addAll(e.values()));
      all.forEach(d ->
          d.leaves(
              List.of(),
              (_, leaf) ->
                  count[0] += leaf instanceof Def.OfVariable v ? v.value().leafCount() : 0));
      this.variables = new Builder.Sequence(made, 0);
      this.arrays = new Builder.Sequence(made, count[0]);
    }

    @Override
    public Variable variable(Def.OfVariable def, List<Object> path) {
      return variables.variable(def, path);
    }

    @Override
    public Object array(List<Object> path) {
      return arrays.array(path);
    }
  }

  private static void assign(Step step, Edit e, Builder builder) {
    List<@Nullable Object> values = new ArrayList<>();
    e.values().forEach(d -> values.add(builder.build(d, List.of())));
    switch (step) {
      case Tape.OfField f -> f.slot().set(f.owner(), values.getFirst());
      case Tape.OfList l -> {
        l.list().clear();
        l.list().addAll(values);
      }
      case Tape.OfObjects a -> {
        for (int i = 0; i < values.size(); i++) {
          a.array()[i] = values.get(i);
        }
      }
      case Tape.OfMap m -> {
        m.map().clear();
        for (int i = 0; i < values.size(); i++) {
          m.map().put(e.keys().get(i), values.get(i));
        }
      }
      case Tape.OfVariable v ->
          v.variable().setMetadata(Objects.requireNonNullElse(e.metadata(), Map.of()));
      case Tape.OfNumbers _ -> throw new AssertionError("numbers are not edited");
    }
  }
}
