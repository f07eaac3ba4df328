package linum.transform;

import static linum.core.Ops.convert;
import static linum.core.Ops.div;
import static linum.core.Ops.eq;
import static linum.core.Ops.mul;
import static linum.core.Ops.reduceSum;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Jaxpr;
import linum.ir.Reduction;
import org.jspecify.annotations.Nullable;

/// Derivatives of reductions.
final class ReductionJvp {
  private ReductionJvp() {}

  static Duals rule(Reduction p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Reduction.Reduce r -> reduce(r, x, dx);
      case Reduction.ArgReduce _ -> Duals.constant(Trace.bindAll(p, x));
      case Reduction.Cumulative c -> cumulative(c, x, dx);
      case Reduction.GeneralReduce g -> general(g, x, dx);
    };
  }

  private static Duals reduce(Reduction.Reduce r, List<Array> in, List<@Nullable Array> d) {
    Array x = in.getFirst();
    Array y = Trace.bind(r, x);
    Array dx = d.getFirst();
    if (dx == null) {
      return Duals.of(y, null);
    }
    Array dy =
        switch (r.kind()) {
          case SUM -> Trace.bind(r, dx);
          // The mean of dx over the places where x is extreme.
          case MAX, MIN -> {
            Array hit = convert(eq(x, restored(y, x, r.axes())), dx.dtype());
            yield div(reduceSum(mul(dx, hit), r.axes()), reduceSum(hit, r.axes()));
          }
          case PROD -> reduceSum(mul(dx, productOfOthers(x, r.axes())), r.axes());
          case AND, OR, XOR -> null;
        };
    return Duals.of(y, dy);
  }

  /// `y`, which lacks the given axes of `x`, spread over the shape of `x`.
  static Array restored(Array y, Array x, Dims axes) {
    return Ops.broadcastInDim(y, x.shape(), Dims.range(x.ndim()).without(axes));
  }

  // For every element the product of the other ones along `axes`: those before it times those after
  // it, so that zeros need no division.
  private static Array productOfOthers(Array x, Dims axes) {
    Dims free = Dims.range(x.ndim()).without(axes);
    Dims order = free.concat(axes);
    int n = (int) x.shape().at(axes).size();
    Array rows = Ops.reshape(Ops.transpose(x, order), x.shape().at(free).insert(free.rank(), n));
    Array others = mul(exclusiveProduct(rows, false), exclusiveProduct(rows, true));
    return Ops.transpose(Ops.reshape(others, x.shape().at(order)), order.inverse());
  }

  private static Array exclusiveProduct(Array x, boolean reverse) {
    int axis = x.ndim() - 1;
    Array shifted = Shifting.shift(x, axis, 1, reverse, 1);
    return Trace.bind(new Reduction.Cumulative(Reduction.Running.PROD, axis, reverse), shifted);
  }

  private static Duals cumulative(Reduction.Cumulative c, List<Array> in, List<@Nullable Array> d) {
    if (c.kind() == Reduction.Running.SUM) {
      return JvpRules.linear(c, in, d);
    }
    Array y = Trace.bind(c, in.getFirst());
    Duals doubled = Jvp.jvp(x -> List.of(Shifting.cumulate(c, x.getFirst())), in, d);
    return Duals.of(y, doubled.tangents().getFirst());
  }

  private static Duals general(Reduction.GeneralReduce g, List<Array> in, List<@Nullable Array> d) {
    requireElementwise(g.label(), g.computation());
    List<Array> y = Trace.bindAll(g, in);
    return new Duals(y, Jvp.jvp(x -> tree(g, x), in, d).tangents());
  }

  /// Programs of scalars are run on whole arrays in derivative rules, which only elementwise ones
  /// allow.
  static void requireElementwise(String label, Jaxpr computation) {
    if (!computation.eqns().stream().allMatch(e -> e.primitive() instanceof Elementwise)) {
      throw new UnsupportedOperationException(
          label
              + ": it has a derivative only if its computation is made of elementwise operations."
              + "\nGive the function around it a derivative with customJvp.");
    }
  }

  // The reduction as a tree of halves: what reverse mode can run backward.
  private static List<Array> tree(Reduction.GeneralReduce g, List<Array> in) {
    int count = in.size() / 2;
    Dims axes = g.dimensions();
    Dims free = Dims.range(in.getFirst().ndim()).without(axes);
    Dims order = axes.concat(free);
    List<Array> rows = new ArrayList<>();
    for (Array x : in.subList(0, count)) {
      int n = (int) x.shape().at(axes).size();
      rows.add(Ops.reshape(Ops.transpose(x, order), x.shape().at(free).insert(0, n)));
    }
    List<Array> inits = in.subList(count, in.size());
    Dims rest = rows.getFirst().shape().without(0);
    List<Array> total = new ArrayList<>();
    inits.forEach(a -> total.add(Ops.broadcast(a, rest)));
    int n = rows.getFirst().shape(0);
    if (n == 0) {
      return total;
    }
    while (n > 1) {
      int half = n / 2;
      List<Array> joined =
          combine(g.computation(), part(rows, 0, half), part(rows, half, 2 * half));
      rows = n % 2 == 0 ? joined : appended(joined, part(rows, n - 1, n));
      n = half + n % 2;
    }
    List<Array> last = new ArrayList<>();
    rows.forEach(r -> last.add(Ops.squeeze(r, Dims.of(0))));
    return combine(g.computation(), total, last);
  }

  private static List<Array> part(List<Array> rows, int from, int to) {
    List<Array> out = new ArrayList<>();
    rows.forEach(r -> out.add(Ops.sliceInDim(r, 0, from, to)));
    return out;
  }

  private static List<Array> appended(List<Array> a, List<Array> b) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      out.add(Ops.concatenate(List.of(a.get(i), b.get(i)), 0));
    }
    return out;
  }

  private static List<Array> combine(Jaxpr computation, List<Array> a, List<Array> b) {
    List<Array> in = new ArrayList<>(a);
    in.addAll(b);
    Dims shape = a.getFirst().shape();
    List<Array> out = new ArrayList<>();
    Programs.eval(computation, in).forEach(r -> out.add(Ops.broadcast(r, shape)));
    return out;
  }
}
