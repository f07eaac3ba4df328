package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Linear functions with a transpose of their own.
public final class LinearCalls {
  private LinearCalls() {}

  /// `fun(residuals, linear)`, which `transpose(residuals, cotangent)` runs backward.
  ///
  /// @throws IllegalArgumentException if the transpose does not give a tree like `linear`
  public static <R, A, B> B linearCall(
      BiFunction<R, A, B> fun, BiFunction<R, B, A> transpose, R residuals, A linear) {
    Flat res = Tree.flatten(residuals);
    Flat lin = Tree.flatten(linear);
    ControlBody forward = staged(fun, res, lin.structure(), ControlBody.avals(lin.leaves()));
    Structure out = forward.out().getFirst();
    ControlBody backward = staged(transpose, res, out, forward.firstOut());
    check(lin, backward);
    Set<Array> consts = ControlBody.captured(List.of(forward, backward));
    Call call =
        new Call.LinearCall(
            forward.taking(consts), backward.taking(consts), consts.size(), res.leaves().size());
    return Tree.unflatten(
        out, Trace.bindAll(call, Joined.of(List.copyOf(consts), res.leaves(), lin.leaves())));
  }

  private static <R, X> ControlBody staged(
      BiFunction<R, X, ?> f, Flat res, Structure of, List<Aval> types) {
    int n = res.leaves().size();
    return ControlBody.stage(
        in -> {
          R r = res.unflatten(in.subList(0, n));
          X x = Tree.unflatten(of, in.subList(n, in.size()));
          List<@Nullable Object> trees = new ArrayList<>();
          trees.add(f.apply(r, x));
          return trees;
        },
        Joined.of(ControlBody.avals(res.leaves()), types));
  }

  private static void check(Flat linear, ControlBody backward) {
    Tree.checkSame(
        "linearCall: the transpose must give a tree like the linear argument",
        linear.structure(),
        backward.out().getFirst());
    for (int i = 0; i < linear.leaves().size(); i++) {
      Aval wanted = linear.leaves().get(i).aval();
      Aval given = backward.firstOut().get(i);
      if (!given.matches(wanted)) {
        throw new IllegalArgumentException(
            "linearCall: the transpose must give the types of the linear argument, but gives %s for %s."
                    .formatted(given, wanted)
                + "\nConvert it in the transpose, with sum over what the function broadcasts, or"
                + " with astype.");
      }
    }
  }

  /// `fun(r, dx)`, and where residuals are differentiated the derivative in these, too.
  static Duals jvp(Call.LinearCall p, List<Array> x, List<@Nullable Array> dx) {
    int known = p.numConsts() + p.numResiduals();
    Mask linear = Mask.of(x.size(), i -> i >= known);
    List<Array> y = Trace.bindAll(p, x);
    List<@Nullable Array> dy = Duals.zeros(y.size());
    if (!Mask.present(dx.subList(known, x.size())).isEmpty()) {
      List<Array> in = new ArrayList<>(x.subList(0, known));
      in.addAll(Duals.full(dx.subList(known, x.size()), linear.select(x)));
      dy = new ArrayList<>(Trace.bindAll(p, in));
    }
    if (!Mask.present(dx.subList(0, known)).isEmpty()) {
      List<@Nullable Array> only = new ArrayList<>(dx.subList(0, known));
      only.addAll(Duals.zeros(x.size() - known));
      Duals inResiduals = Jvp.jvp(in -> Programs.eval(p.body(), in), x, only);
      for (int i = 0; i < y.size(); i++) {
        dy.set(i, Duals.sum(dy.get(i), inResiduals.tangents().get(i)));
      }
    }
    return new Duals(y, dy);
  }

  /// The transpose, whose own transpose is the function.
  static List<@Nullable Array> transpose(
      Call.LinearCall p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    int known = p.numConsts() + p.numResiduals();
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      operands.add(in.value(i));
    }
    for (int i = 0; i < out.size(); i++) {
      Array ct = cts.get(i);
      operands.add(ct != null ? ct : Ops.zeros(out.get(i).strong()));
    }
    Call back = new Call.LinearCall(p.transpose(), p.body(), p.numConsts(), p.numResiduals());
    List<@Nullable Array> all = Duals.zeros(known);
    all.addAll(Trace.bindAll(back, operands));
    return all;
  }

  /// All linear operands and all outputs have the axis of the examples, so that the transpose goes
  /// from the one to the other.
  static List<Batched> batch(Call.LinearCall p, List<Batched> in, BatchAxis axis) {
    int known = p.numConsts() + p.numResiduals();
    Mask residuals = Batched.mask(in.subList(0, known));
    List<Array> operands = new ArrayList<>(Batched.arrays(in.subList(0, known)));
    operands.addAll(axis.full(in.subList(known, in.size())));
    int lin = in.size() - known;
    int out = p.body().outputs().size();
    Call all =
        new Call.LinearCall(
            BatchPrograms.batch(p.body(), residuals.concat(Mask.all(lin)), Mask.all(out), axis)
                .jaxpr(),
            BatchPrograms.batch(p.transpose(), residuals.concat(Mask.all(out)), Mask.all(lin), axis)
                .jaxpr(),
            p.numConsts(),
            p.numResiduals());
    return BatchRules.mapped(Trace.bindAll(all, operands));
  }
}
