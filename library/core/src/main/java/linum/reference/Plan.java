package linum.reference;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import linum.core.ConcreteArray;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// A program ready to run: variables have become numbered places, sub-programs plans, and each step
/// knows which values nobody needs after it.
final class Plan {
  private static final class Step {
    private final Primitive primitive;
    private final Operand[] in;
    private final int[] out;
    private final int[] dead;
    private final Plan[] inner;
    private final List<Aval> types;

    Step(Eqn e, Operand[] in, int[] out, int[] dead) {
      this.primitive = e.primitive();
      this.in = in;
      this.out = out;
      this.dead = dead;
      this.inner = e.primitive().jaxprs().stream().map(Plan::new).toArray(Plan[]::new);
      this.types = e.outputs().stream().map(Atom.Var::aval).toList();
    }
  }

  /// Where an operand comes from: a place, or the value itself.
  private record Operand(int place, @Nullable Written written) {}

  /// A value written into the program. Arrays are read when they are first needed.
  private static final class Written {
    private final Atom atom;
    private @Nullable SoftReference<Value> cached;

    Written(Atom atom) {
      this.atom = atom;
    }

    Value value() {
      SoftReference<Value> held = cached;
      Value v = held == null ? null : held.get();
      if (v == null) {
        v = make();
        cached = new SoftReference<>(v);
      }
      return v;
    }

    private Value make() {
      return switch (atom) {
        case Atom.Literal l -> Value.scalar(l.aval().dtype(), l.value());
        case Atom.Constant c -> Memory.load((ConcreteArray) c.array());
        case Atom.Var v -> throw new AssertionError(v);
      };
    }
  }

  private final List<Aval> inputAvals;
  private final int places;
  private final Step[] steps;
  private final Operand[] outputs;
  private final long cost;

  Plan(Jaxpr jaxpr) {
    inputAvals = jaxpr.inputAvals();
    Map<Atom.Var, Integer> index = new HashMap<>();
    jaxpr.inputs().forEach(v -> index.put(v, index.size()));
    jaxpr.eqns().forEach(e -> e.outputs().forEach(v -> index.put(v, index.size())));
    places = index.size();
    steps = new Step[jaxpr.eqns().size()];
    boolean[] needed = new boolean[places];
    outputs = operands(jaxpr.outputs(), index);
    mark(outputs, needed);
    for (int i = steps.length - 1; i >= 0; i--) {
      steps[i] = step(jaxpr.eqns().get(i), index, needed);
    }
    cost = Cost.of(jaxpr);
  }

  private static Step step(Eqn e, Map<Atom.Var, Integer> index, boolean[] needed) {
    Operand[] in = operands(e.inputs(), index);
    int[] out = e.outputs().stream().mapToInt(index::get).toArray();
    int[] dead =
        IntStream.concat(
                Arrays.stream(in).filter(o -> o.written() == null).mapToInt(Operand::place),
                Arrays.stream(out))
            .filter(p -> !needed[p])
            .distinct()
            .toArray();
    mark(in, needed);
    return new Step(e, in, out, dead);
  }

  private static Operand[] operands(List<? extends Atom> atoms, Map<Atom.Var, Integer> index) {
    return atoms.stream()
        .map(a ->
            a instanceof Atom.Var v
                ? new Operand(place(v, index), null)
                : new Operand(-1, new Written(a)))
        .toArray(Operand[]::new);
  }

  private static int place(Atom.Var v, Map<Atom.Var, Integer> index) {
    Integer place = index.get(v);
    if (place == null) {
      throw new IllegalArgumentException("the program reads " + v + " but never makes it");
    }
    return place;
  }

  private static void mark(Operand[] operands, boolean[] needed) {
    for (Operand o : operands) {
      if (o.written() == null) {
        needed[o.place()] = true;
      }
    }
  }

  Aval inputAval(int i) {
    return inputAvals.get(i);
  }

  /// Roughly how many operations on elements a run takes.
  long cost() {
    return cost;
  }

  /// @throws CancellationException if the thread is interrupted
  Value[] run(Value... inputs) {
    @Nullable Value[] values = Arrays.copyOf(inputs, places);
    for (Step s : steps) {
      checkInterrupt();
      Value[] in = new Value[s.in.length];
      for (int i = 0; i < in.length; i++) {
        in[i] = read(s.in[i], values);
      }
      Value[] out = Interpreter.apply(s.primitive, in, s.inner, s.types);
      for (int i = 0; i < out.length; i++) {
        values[s.out[i]] = out[i];
      }
      for (int place : s.dead) {
        values[place] = null;
      }
    }
    Value[] results = new Value[outputs.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = read(outputs[i], values);
    }
    return results;
  }

  private static Value read(Operand o, @Nullable Value[] values) {
    Written w = o.written();
    Value v = w == null ? values[o.place()] : w.value();
    if (v == null) {
      throw new IllegalStateException("a value was dropped while it was needed");
    }
    return v;
  }

  static void checkInterrupt() {
    if (Thread.interrupted()) {
      throw new CancellationException("the program was interrupted while it was running");
    }
  }
}
