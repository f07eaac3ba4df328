package linum.reference;

import java.util.List;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// Roughly how many operations on elements a program takes.
final class Cost {
  /// How often a loop of unknown length is taken to run.
  private static final long LOOP = 100;

  private Cost() {}

  static long of(Jaxpr jaxpr) {
    long total = elements(jaxpr.inputAvals());
    for (Eqn e : jaxpr.eqns()) {
      total += of(e);
    }
    return Math.min(total, Long.MAX_VALUE / (1L << 20));
  }

  private static long of(Eqn e) {
    List<Aval> in = e.inputs().stream().map(a -> a.aval()).toList();
    long moved = elements(in) + elements(e.outputs().stream().map(a -> a.aval()).toList());
    return of(e.primitive(), in, moved);
  }

  private static long of(Primitive p, List<Aval> in, long moved) {
    return switch (p) {
      case Contraction.DotGeneral d ->
          moved * Math.max(1, in.getFirst().shape().at(d.lhsContracting()).size());
      case Contraction.RaggedDot _ -> moved * Math.max(1, in.getFirst().shape().get(1));
      case Contraction.Conv c ->
          moved
              * in.get(1).size()
              / Math.max(1, in.get(1).shape().at(c.dimensionNumbers().rhsSpec()).get(0));
      case Windowed.ReduceWindow w -> moved * w.window().dimensions().size();
      case Windowed.GeneralReduceWindow w -> moved * w.window().dimensions().size();
      case Windowed.SelectAndScatter w -> moved * w.window().dimensions().size();
      case Windowed.SelectAndScatterAdd w -> moved * w.window().dimensions().size();
      case Windowed.SelectAndGatherAdd w -> moved * w.window().dimensions().size();
      case Control.Scan s -> moved + s.length() * of(s.jaxpr());
      case Control.While w -> moved + LOOP * (of(w.cond()) + of(w.body()));
      case Control.Cond c -> moved + c.branches().stream().mapToLong(Cost::of).max().orElse(0);
      case Control.LinearSolve s -> moved + of(s.solve());
      case Call.CustomLin _ -> moved;
      case Call c -> moved + of(c.body());
      case Reduction.GeneralReduce r -> moved * Math.max(1, of(r.computation()));
      case RandomPrimitive.Gamma g -> moved + of(g.sampler());
      case RandomPrimitive _ -> 50 * moved;
      case Elementwise _,
          Movement _,
          Reduction _,
          Creation _,
          Indexing _,
          Ordering _,
          Callback _,
          Collective _,
          Marker _ ->
          moved;
    };
  }

  private static long elements(List<Aval> avals) {
    return avals.stream().mapToLong(Aval::size).sum();
  }
}
