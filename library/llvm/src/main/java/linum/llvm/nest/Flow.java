package linum.llvm.nest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Movement;
import linum.ir.Reduction;
import org.jspecify.annotations.Nullable;

/// What becomes of each result of a program: computed where it is read, or an anchor, or not for
/// fusion.
///
/// An elementwise result is an anchor if it must be in memory, or if several places read it and it
/// is not nearly free to compute it again.
final class Flow {
  /// So many equations are computed in one expression at most; the time to compile a loop grows
  /// faster than its length.
  private static final int MOST = 120;

  /// Where a variable comes from.
  ///
  /// @param output which result of the equation
  record Definition(Eqn eqn, int output) {}

  private final Jaxpr jaxpr;
  private final Map<Atom.Var, Definition> definitions = new HashMap<>();
  private final Set<Atom.Var> anchors = new HashSet<>();
  private final Set<Atom.Var> required = new HashSet<>();
  private final Map<Atom.Var, Integer> readers = new HashMap<>();
  private final Set<Atom.Var> spread = new HashSet<>();
  private final Map<Atom.Var, Integer> weights = new HashMap<>();

  Flow(Jaxpr jaxpr) {
    this.jaxpr = jaxpr;
    for (Eqn e : jaxpr.eqns()) {
      for (int i = 0; i < e.outputs().size(); i++) {
        definitions.put(e.outputs().get(i), new Definition(e, i));
      }
    }
    jaxpr.outputs().forEach(this::require);
    for (Eqn e : jaxpr.eqns().reversed()) {
      decide(e);
    }
    jaxpr.eqns().forEach(this::weigh);
  }

  Jaxpr jaxpr() {
    return jaxpr;
  }

  /// The equation that makes a variable; null for an input.
  @Nullable Definition definition(Atom.Var v) {
    return definitions.get(v);
  }

  boolean isAnchor(Atom.Var v) {
    return anchors.contains(v);
  }

  /// Whether it must be in memory, whoever else reads it.
  boolean isRequired(Atom.Var v) {
    return required.contains(v);
  }

  /// Whether a result is computed where it is read.
  boolean isInlined(Atom.Var v) {
    Definition d = definitions.get(v);
    return d != null && isFusable(d.eqn()) && !anchors.contains(v);
  }

  /// How many equations are computed for one element.
  int weight(Atom.Var v) {
    return weights.getOrDefault(v, 1);
  }

  static boolean isFusable(Eqn e) {
    return Fusable.test(e);
  }

  private void require(Atom a) {
    if (!(a instanceof Atom.Var v)) {
      return;
    }
    Definition d = definitions.get(v);
    if (d == null || !isFusable(d.eqn())) {
      return;
    }
    if (Views.isView(d.eqn(), d.output())) {
      // Its operand is required instead; the equation comes before, so it is decided later.
      required.add(v);
    } else {
      required.add(v);
      anchors.add(v);
    }
  }

  private void decide(Eqn e) {
    if (!isFusable(e)) {
      e.inputs().forEach(this::require);
      return;
    }
    for (int i = 0; i < e.outputs().size(); i++) {
      Atom.Var v = e.outputs().get(i);
      boolean view = Views.isView(e, i);
      if (view && required.contains(v)) {
        require(e.inputs().getFirst());
      }
      int read = readers.getOrDefault(v, 0);
      boolean anchor =
          anchors.contains(v)
              || Fusable.isReduction(e)
              || (e.primitive() instanceof Elementwise
                  && ((read > 1 && !isCheap(e)) || (spread.contains(v) && !isCheap(e))));
      if (anchor) {
        anchors.add(v);
      }
      read(e, i, anchor ? 1 : Math.max(1, read), !anchor && spread.contains(v));
    }
  }

  /// Counts what an equation reads.
  private void read(Eqn e, int output, int times, boolean many) {
    boolean spreads = many || isSpreading(e);
    for (Atom a : e.inputs()) {
      if (a instanceof Atom.Var v) {
        readers.merge(v, times, Integer::sum);
        boolean wider =
            e.primitive() instanceof Elementwise
                && v.aval().size() < e.outputs().get(output).aval().size();
        if (spreads || wider) {
          spread.add(v);
        }
      }
    }
  }

  /// Whether an element is read at many places of the result.
  private static boolean isSpreading(Eqn e) {
    return (e.primitive() instanceof Movement.BroadcastInDim
            || e.primitive() instanceof Movement.Tile)
        && e.outputs().getFirst().aval().size() > e.inputs().getFirst().aval().size();
  }

  /// Worth computing twice rather than storing once.
  private boolean isCheap(Eqn e) {
    return isFree(e) && e.inputs().stream().allMatch(this::isLeaf);
  }

  private boolean isLeaf(Atom a) {
    if (!(a instanceof Atom.Var v)) {
      return true;
    }
    Definition d = definitions.get(v);
    return d == null
        || !isFusable(d.eqn())
        || Fusable.isReduction(d.eqn())
        || d.eqn().primitive() instanceof Creation
        || ((d.eqn().primitive() instanceof Movement || d.eqn().primitive() instanceof Indexing)
            && d.eqn().inputs().stream().allMatch(this::isLeaf));
  }

  private static boolean isFree(Eqn e) {
    return Fusable.nanos(e.primitive()) <= Fusable.FREE;
  }

  private void weigh(Eqn e) {
    if (!isFusable(e)) {
      return;
    }
    for (Atom.Var v : e.outputs()) {
      int weight = 1;
      for (Atom a : e.inputs()) {
        if (a instanceof Atom.Var in && isInlined(in)) {
          weight += weight(in);
        }
      }
      if (weight > MOST && e.primitive() instanceof Elementwise) {
        anchors.add(v);
      }
      weights.put(v, anchors.contains(v) ? weight : Math.min(weight, MOST));
    }
  }

  /// The arrays in memory, or made by anchors, that an expression reads.
  Set<Atom> leaves(Atom.Var v) {
    Set<Atom> leaves = new LinkedHashSet<>();
    Set<Atom.Var> seen = new HashSet<>();
    collect(v, leaves, seen);
    return leaves;
  }

  private void collect(Atom.Var v, Set<Atom> leaves, Set<Atom.Var> seen) {
    Definition d = definitions.get(v);
    if (d == null || !seen.add(v)) {
      return;
    }
    for (Atom a : d.eqn().inputs()) {
      switch (a) {
        case Atom.Literal _ -> {}
        case Atom.Var in when isInlined(in) -> collect(in, leaves, seen);
        case Atom.Var _, Atom.Constant _ -> leaves.add(a);
      }
    }
  }

  /// Is told what an expression reads.
  interface Visitor {
    /// An array in memory, or made by an anchor.
    void leaf(Atom a, List<Affine> place);

    /// A place that is itself a number in the expression, or compared with one.
    default void number(Affine place) {}
  }

  /// Visits what is read to compute an element of a variable that is not read from memory.
  ///
  /// @param place of the element; for a reduction, of one of the elements that it sums up
  void visit(Atom.Var v, List<Affine> place, Visitor visitor) {
    Definition d = definitions.get(v);
    if (d == null) {
      throw new IllegalArgumentException("no equation makes " + v);
    }
    Eqn e = d.eqn();
    switch (e.primitive()) {
      case Elementwise _ ->
          e.inputs().forEach(a -> visitOperand(a, Places.elementwise(a.aval(), place), visitor));
      case Creation.Iota i -> visitor.number(place.get(i.dimension()));
      case Creation.Empty _, Creation.Empty2 _ -> {}
      case Movement.Pad p -> {
        place.forEach(visitor::number);
        visitOperand(e.inputs().get(0), Pads.place(p, place), visitor);
        visitOperand(e.inputs().get(1), List.of(), visitor);
      }
      case Movement.Concatenate c -> {
        long before = 0;
        visitor.number(place.get(c.dimension()));
        for (Atom a : e.inputs()) {
          List<Affine> at = new ArrayList<>(place);
          at.set(c.dimension(), place.get(c.dimension()).plus(-before));
          visitOperand(a, at, visitor);
          before += a.aval().shape().get(c.dimension());
        }
      }
      case Movement.Stack s -> {
        visitor.number(place.get(s.axis()));
        List<Affine> at = new ArrayList<>(place);
        at.remove(s.axis());
        e.inputs().forEach(a -> visitOperand(a, at, visitor));
      }
      case Movement _ ->
          visitOperand(e.inputs().getFirst(), Places.of(e, d.output(), place), visitor);
      case Indexing.DynamicSlice _ -> {
        visitOperand(e.inputs().getFirst(), Places.of(e, d.output(), place), visitor);
        e.inputs().stream().skip(1).forEach(a -> visitOperand(a, List.of(), visitor));
      }
      case Reduction.Reduce r ->
          visitOperand(
              e.inputs().getFirst(),
              Fusable.isReduction(e) ? place : Places.unsqueezed(r.axes(), place),
              visitor);
      default -> throw new IllegalArgumentException(e.primitive().label() + " is not for fusion");
    }
  }

  private void visitOperand(Atom a, List<Affine> place, Visitor visitor) {
    switch (a) {
      case Atom.Literal _ -> {}
      case Atom.Var v when isInlined(v) -> visit(v, place, visitor);
      case Atom.Var _, Atom.Constant _ -> visitor.leaf(a, place);
    }
  }
}
