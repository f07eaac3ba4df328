package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.ScanLoop;
import linum.transform.WhileLoop;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Loops over a value with objects in it, of which every step changes variables and arrays.
final class Looping {
  private final String operation;
  private final Operands in;
  // Which variables the steps change; the others are the same in all of them.
  private final Set<Integer> changing;
  private final boolean plain;
  private @Nullable Outs last;

  private Looping(String operation, Body step, @Nullable Object init) {
    this.operation = operation;
    this.in = Operands.of(init);
    this.plain = in.def(0) == null;
    this.changing = Probe.changed(step, in);
  }

  static @Nullable Object whileLoop(Body condition, Body step, @Nullable Object init) {
    Looping l = new Looping("whileLoop", step, init);
    return l.finish(
        WhileLoop.whileLoop(c -> l.holds(condition, c), c -> l.next(step, c), l.start()));
  }

  static @Nullable Object foriLoop(
      int lo,
      int hi,
      BiFunction<Array, @Nullable Object, @Nullable Object> f,
      @Nullable Object init) {
    Looping l = new Looping("foriLoop", args -> f.apply(Jnp.array(lo), args[0]), init);
    return l.finish(
        ScanLoop.foriLoop(lo, hi, (i, c) -> l.next(args -> f.apply(i, args[0]), c), l.start()));
  }

  private List<@Nullable Object> start() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < in.variables().length; i++) {
      if (changing.contains(i)) {
        values.add(in.variables()[i].current());
      }
    }
    return Arrays.asList(values, in.arrays(), in.plain());
  }

  private List<Object> values(List<@Nullable Object> carry) {
    List<Object> changed = Typed.cast(carry.get(0));
    List<Object> values = in.values();
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      if (changing.contains(i)) {
        values.set(i, changed.get(next++));
      }
    }
    return values;
  }

  private Outcome run(Body f, List<@Nullable Object> carry) {
    return Lifting.run(
        f,
        in,
        values(carry),
        Typed.cast(carry.get(1)),
        Typed.cast(carry.get(2)),
        changing::contains);
  }

  private Array holds(Body condition, List<@Nullable Object> carry) {
    Outcome o = run(condition, carry);
    return Typed.cast(o.plain());
  }

  private List<@Nullable Object> next(Body step, List<@Nullable Object> carry) {
    Outcome o = run(step, carry);
    Outs outs = o.outs();
    if (outs.changed().size() != changing.size() || !outs.edits().isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + ": a step must change the same variables each time, and add none.\nMake what sow makes before the loop.");
    }
    last = outs;
    Def wanted = in.def(0);
    if (!plain && wanted != null && !Objects.equals(Operands.seen(wanted), outs.result())) {
      throw new IllegalArgumentException(
          operation
              + ": a step must return the objects that it was given, in the same places.\nChange their variables, and return them.");
    }
    List<Object> values = new ArrayList<>();
    int from = 0;
    for (Structure s : outs.structures()) {
      int to = from + s.leafCount();
      values.add(Objects.requireNonNull(Tree.<Object>unflatten(s, o.changed().subList(from, to))));
      from = to;
    }
    List<@Nullable Object> rest = new ArrayList<>();
    if (plain) {
      rest.add(o.plain());
    }
    return Arrays.asList(values, o.made(), rest);
  }

  private @Nullable Object finish(List<@Nullable Object> carry) {
    List<Object> values = Typed.cast(carry.get(0));
    List<Array> made = Typed.cast(carry.get(1));
    List<@Nullable Object> rest = Typed.cast(carry.get(2));
    if (last == null) {
      return plain ? rest.getFirst() : in.args()[0];
    }
    List<Array> changed = new ArrayList<>();
    values.forEach(v -> changed.addAll(Tree.leaves(v)));
    return Lifting.apply(in, new Outcome(last, changed, made, plain ? rest.getFirst() : null));
  }
}
