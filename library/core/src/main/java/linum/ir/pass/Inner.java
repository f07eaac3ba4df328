package linum.ir.pass;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.CounterHash;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Generator;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// Passes over the programs inside a primitive.
final class Inner {
  private Inner() {}

  /// The primitive with `f` applied to the programs inside, which keep their types; itself if none
  /// changes.
  static Primitive map(Primitive p, UnaryOperator<Jaxpr> f) {
    List<Jaxpr> before = p.jaxprs();
    List<Jaxpr> after = before.stream().map(f).toList();
    return after.equals(before) ? p : with(p, after);
  }

  private static Primitive with(Primitive p, List<Jaxpr> j) {
    return switch (p) {
      case Call c -> call(c, j);
      case Control c -> control(c, j);
      case Reduction r -> reduction(r, j.getFirst());
      case Windowed w -> windowed(w, j);
      case RandomPrimitive r -> random(r, j.getFirst());
      case Elementwise _,
          Movement _,
          Creation _,
          Contraction _,
          Indexing _,
          Ordering _,
          Callback _,
          Collective _,
          Marker _ ->
          p;
    };
  }

  private static Primitive call(Call p, List<Jaxpr> all) {
    Jaxpr j = all.getFirst();
    return switch (p) {
      case Call.Jit c -> new Call.Jit(c.name(), j, c.donated(), c.inline());
      case Call.CustomJvp c -> new Call.CustomJvp(c.name(), j, c.jvp(), c.symbolicZeros());
      case Call.CustomVjp c -> new Call.CustomVjp(c.name(), j, c.fwd(), c.bwd(), c.symbolicZeros());
      case Call.CustomLin c -> c;
      case Call.Composite c -> new Call.Composite(c.name(), c.version(), c.attributes(), j);
      case Call.CustomVmap c -> new Call.CustomVmap(c.name(), j, c.vmap());
      case Call.LinearCall c -> new Call.LinearCall(j, all.get(1), c.numConsts(), c.numResiduals());
      case Call.RematOpt c ->
          new Call.RematOpt(c.name(), all.get(1), j, c.numConsts(), c.numResiduals());
      case Call.Remat c -> new Call.Remat(j, c.policy(), c.preventCse(), c.differentiated());
    };
  }

  private static Primitive control(Control p, List<Jaxpr> j) {
    return switch (p) {
      case Control.Cond c -> c.with(j);
      case Control.While c ->
          new Control.While(c.condNconsts(), j.get(1), c.bodyNconsts(), j.get(0));
      case Control.Scan c ->
          new Control.Scan(
              c.length(),
              c.reverse(),
              c.numConsts(),
              c.numCarry(),
              j.getFirst(),
              c.linear(),
              c.unroll());
      case Control.LinearSolve c ->
          new Control.LinearSolve(c.numConsts(), j.get(0), j.get(3), j.get(1), j.get(2));
    };
  }

  private static Primitive reduction(Reduction p, Jaxpr j) {
    return switch (p) {
      case Reduction.GeneralReduce r -> new Reduction.GeneralReduce(j, r.dimensions());
      case Reduction.Reduce _, Reduction.ArgReduce _, Reduction.Cumulative _ -> p;
    };
  }

  private static Primitive windowed(Windowed p, List<Jaxpr> j) {
    return switch (p) {
      case Windowed.GeneralReduceWindow w ->
          new Windowed.GeneralReduceWindow(j.getFirst(), w.window());
      case Windowed.SelectAndScatter w ->
          new Windowed.SelectAndScatter(j.get(1), j.get(0), w.window());
      case Windowed.ReduceWindow _, Windowed.SelectAndScatterAdd _, Windowed.SelectAndGatherAdd _ ->
          p;
    };
  }

  private static Primitive random(RandomPrimitive p, Jaxpr j) {
    return switch (p) {
      case RandomPrimitive.Gamma g -> new RandomPrimitive.Gamma(g.logSpace(), j);
      case RandomPrimitive.Seed _,
          RandomPrimitive.Wrap _,
          RandomPrimitive.Unwrap _,
          RandomPrimitive.Split _,
          RandomPrimitive.FoldIn _,
          RandomPrimitive.Bits _,
          RandomPrimitive.Threefry2x32 _,
          RandomPrimitive.Clone _,
          CounterHash _,
          Generator _ ->
          p;
    };
  }
}
