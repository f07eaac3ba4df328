package linum.llvm.nest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Movement;
import linum.ir.Reduction;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import org.jspecify.annotations.Nullable;

/// Emits the expression of an element.
///
/// Nothing is computed twice at a place: what a frame knows is used again. A value that is the same
/// in all lanes is kept as one.
final class Evaluator {
  private final Code code;
  private final Flow flow;
  private final Function<Atom, @Nullable Val> memory;
  private final Predicate<Atom> isMade;
  private final Numbers numbers;
  private final Loads loads;

  /// @param memory where an array is; null if it is to be computed
  /// @param isMade whether an array is made by the same nest, so that it is not there before
  Evaluator(Code code, Flow flow, Function<Atom, @Nullable Val> memory, Predicate<Atom> isMade) {
    this.code = code;
    this.flow = flow;
    this.memory = memory;
    this.isMade = isMade;
    this.numbers = new Numbers(code, (a, f) -> value(a, List.of(), f, null));
    this.loads = new Loads(code, numbers);
  }

  Loads loads() {
    return loads;
  }

  /// An element of an operand: a scalar, or one a lane.
  ///
  /// @param mask in which lanes the place means something; null if in all
  Val value(Atom a, List<Affine> place, Frame f, @Nullable Val mask) {
    if (a instanceof Atom.Literal l) {
      return Registers.constant(l.aval().dtype(), l.value(), 1);
    }
    Val known = f.element(a, place);
    if (known != null) {
      return known;
    }
    Val pointer = memory.apply(a);
    Val v =
        pointer != null
            ? loads.load(pointer, a.aval(), Affine.linear(place, a.aval().shape()), f, mask)
            : compute((Atom.Var) a, place, f, mask);
    if (mask == null) {
      f.element(a, place, v);
    }
    return v;
  }

  /// An element of a result from the operands of its equation, even if it is in memory.
  Val compute(Atom.Var v, List<Affine> place, Frame f, @Nullable Val mask) {
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      throw new IllegalStateException("no equation makes " + v);
    }
    Eqn e = d.eqn();
    Atom x = e.inputs().isEmpty() ? null : e.inputs().getFirst();
    return switch (e.primitive()) {
      case Elementwise p -> elementwise(p, e, place, f, mask);
      case Creation.Iota i -> iota(i, place, f);
      case Creation.Empty c -> Registers.constant(c.dtype(), zero(c.dtype()), 1);
      case Creation.Empty2 c -> Registers.constant(c.dtype(), zero(c.dtype()), 1);
      case Movement.Pad p -> pad(p, e, place, f, mask);
      case Movement.Concatenate c -> concatenate(c, e, 0, 0, place, f, mask);
      case Movement.Stack s -> stack(s, e, 0, place, f, mask);
      case Movement _, Indexing.DynamicSlice _, Reduction.Reduce _ when x != null ->
          value(x, Places.of(e, d.output(), place), f, mask);
      default -> throw new IllegalStateException(e.primitive().label() + " is not for fusion");
    };
  }

  private static Number zero(DType dtype) {
    return dtype.isFloating() ? (Number) 0.0 : (Number) 0L;
  }

  private Val elementwise(Elementwise p, Eqn e, List<Affine> place, Frame f, @Nullable Val mask) {
    List<Val> in = new ArrayList<>();
    List<DType> types = new ArrayList<>();
    int lanes = 1;
    for (Atom a : e.inputs()) {
      Val v = value(a, Places.elementwise(a.aval(), place), f, mask);
      in.add(v);
      types.add(a.aval().dtype());
      lanes = Math.max(lanes, v.type().lanes());
    }
    int width = lanes;
    in.replaceAll(v -> code.splat(v, width));
    return Elements.emit(code, p, in, types, e.outputs().getFirst().aval().dtype());
  }

  private Val iota(Creation.Iota i, List<Affine> place, Frame f) {
    IrType wide = IrType.integer(i.dtype().isFloating() ? 32 : Math.max(8, i.dtype().bits()));
    Val n = numbers.lanes(place.get(i.dimension()), f, wide);
    return i.dtype().isFloating()
        ? Registers.round(code, i.dtype(), code.cast("sitofp", n, Registers.type(i.dtype())))
        : n;
  }

  private Val pad(Movement.Pad p, Eqn e, List<Affine> place, Frame f, @Nullable Val mask) {
    Atom x = e.inputs().getFirst();
    Val inside = null;
    for (int d = 0; d < place.size(); d++) {
      Affine at = place.get(d).plus(-p.low().get(d));
      int step = p.interior().get(d) + 1;
      long limit = (x.aval().shape().get(d) - 1L) * step + 1;
      inside = both(inside, within(at, limit, f));
      if (step > 1) {
        Affine rest = Affine.of(new Symbol.Remainder(at, step));
        Val on = numbers.lanes(rest, f, IrType.I32);
        inside = both(inside, code.compare("icmp eq", on, Val.constant(on.type(), 0)));
      }
    }
    List<Affine> from = Pads.place(p, place);
    return chosen(
        inside,
        x.aval(),
        (frame, m) -> value(x, from, frame, m),
        (frame, m) -> value(e.inputs().get(1), List.of(), frame, m),
        f,
        mask);
  }

  /// Whether a number is from 0 up to a limit; null if it always is.
  private @Nullable Val within(Affine at, long limit, Frame f) {
    Val inside = null;
    IrType type =
        Math.abs(at.min()) < Integer.MAX_VALUE && at.max() < Integer.MAX_VALUE
            ? IrType.I32
            : IrType.I64;
    if (at.min() < 0) {
      Val n = numbers.lanes(at, f, type);
      inside = code.compare("icmp sge", n, Val.constant(n.type(), 0));
    }
    if (at.max() >= limit) {
      Val n = numbers.lanes(at, f, type);
      inside = both(inside, code.compare("icmp slt", n, Val.constant(n.type(), limit)));
    }
    return inside;
  }

  private @Nullable Val both(@Nullable Val a, @Nullable Val b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    int lanes = Math.max(a.type().lanes(), b.type().lanes());
    return code.and(code.splat(a, lanes), code.splat(b, lanes));
  }

  private Val concatenate(
      Movement.Concatenate c,
      Eqn e,
      int k,
      long before,
      List<Affine> place,
      Frame f,
      @Nullable Val mask) {
    Atom x = e.inputs().get(k);
    Affine along = place.get(c.dimension());
    long end = before + x.aval().shape().get(c.dimension());
    boolean last = e.inputs().stream().skip(k + 1L).allMatch(a -> a.aval().size() == 0);
    if (!last && (end == before || along.min() >= end)) {
      return concatenate(c, e, k + 1, end, place, f, mask);
    }
    List<Affine> at = new ArrayList<>(place);
    at.set(c.dimension(), along.plus(-before));
    Val here = last ? null : within(along, end, f);
    return chosen(
        here,
        x.aval(),
        (frame, m) -> value(x, at, frame, m),
        (frame, m) -> concatenate(c, e, k + 1, end, place, frame, m),
        f,
        mask);
  }

  private Val stack(
      Movement.Stack s, Eqn e, int k, List<Affine> place, Frame f, @Nullable Val mask) {
    Atom x = e.inputs().get(k);
    Affine along = place.get(s.axis());
    List<Affine> at = new ArrayList<>(place);
    at.remove(s.axis());
    boolean last = k == e.inputs().size() - 1;
    return chosen(
        last ? null : within(along, k + 1L, f),
        x.aval(),
        (frame, m) -> value(x, at, frame, m),
        (frame, m) -> stack(s, e, k + 1, place, frame, m),
        f,
        mask);
  }

  private interface Part {
    Val emit(Frame f, @Nullable Val mask);
  }

  /// One of two values, of which each may be computed only where it is chosen.
  ///
  /// @param condition null for always
  private Val chosen(
      @Nullable Val condition, Aval aval, Part then, Part otherwise, Frame f, @Nullable Val mask) {
    if (aval.size() == 0) {
      return otherwise.emit(f, mask);
    }
    if (condition == null) {
      return then.emit(f, mask);
    }
    if (!condition.type().isVector()) {
      int lanes = f.lanes();
      Supplier<List<Val>> a = () -> List.of(code.splat(then.emit(f.inside(), mask), lanes));
      Supplier<List<Val>> b = () -> List.of(code.splat(otherwise.emit(f.inside(), mask), lanes));
      return code.branch(condition, a, b).getFirst();
    }
    int lanes = condition.type().lanes();
    Val no = code.not(condition);
    Val yes = then.emit(f.inside(), both(mask, condition));
    Val other = otherwise.emit(f.inside(), both(mask, no));
    return code.select(condition, code.splat(yes, lanes), code.splat(other, lanes));
  }

  /// Computes what an expression needs and what does not change in the given loops, once, before
  /// them.
  void prepare(Atom a, List<Affine> place, List<Symbol.Loop> loops, Frame f) {
    if (a instanceof Atom.Literal || f.element(a, place) != null) {
      return;
    }
    if (isMade.test(a)) {
      return;
    }
    if (isFixed(place, loops)) {
      if (!(a instanceof Atom.Var v) || memory.apply(a) != null || isReady(v, place, f)) {
        value(a, place, f, null);
      }
    } else if (memory.apply(a) == null && a instanceof Atom.Var v) {
      prepareOperands(v, place, loops, f);
    }
  }

  /// Prepares the operands of a result's equation.
  void prepareOperands(Atom.Var v, List<Affine> place, List<Symbol.Loop> loops, Frame f) {
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      return;
    }
    Eqn e = d.eqn();
    switch (e.primitive()) {
      case Elementwise _ ->
          e.inputs().forEach(x -> prepare(x, Places.elementwise(x.aval(), place), loops, f));
      case Movement.Pad _ -> prepare(e.inputs().get(1), List.of(), loops, f);
      case Movement.Concatenate _, Movement.Stack _ -> {}
      case Reduction.Reduce _ when Fusable.isReduction(e) ->
          prepare(e.inputs().getFirst(), place, loops, f);
      case Movement _, Reduction.Reduce _ ->
          prepare(e.inputs().getFirst(), Places.of(e, d.output(), place), loops, f);
      case Indexing.DynamicSlice _ -> {
        List<Atom> starts = e.inputs().subList(1, e.inputs().size());
        starts.forEach(x -> prepare(x, List.of(), loops, f));
        // The places in the operand depend on the starts, which this nest may have yet to make.
        if (starts.stream().allMatch(x -> isReady(x, f))) {
          prepare(e.inputs().getFirst(), Places.of(e, d.output(), place), loops, f);
        }
      }
      default -> {}
    }
  }

  private boolean isReady(Atom scalar, Frame f) {
    if (!(scalar instanceof Atom.Var v) || f.element(v, List.of()) != null) {
      return true;
    }
    return !isMade.test(v) && (memory.apply(v) != null || isReady(v, List.of(), f));
  }

  /// Whether all that it reads of this nest's own results is known.
  private boolean isReady(Atom.Var v, List<Affine> place, Frame f) {
    boolean[] ready = {true};
    flow.visit(
        v, place, (leaf, at) -> ready[0] &= !isMade.test(leaf) || f.element(leaf, at) != null);
    return ready[0];
  }

  private static boolean isFixed(List<Affine> place, List<Symbol.Loop> loops) {
    return loops.stream().noneMatch(l -> place.stream().anyMatch(p -> p.dependsOn(l)));
  }
}
