package linum.ir;

import java.util.Comparator;
import java.util.List;

/// How much work a program is, counted from its equations, before any fusion.
///
/// An elementwise operation counts one for each element, a product of matrices two for each
/// multiplication it adds up, a convolution only what meets no padding. A loop of known length
/// counts as often as it runs, a `while` once, a branch as the most expensive one.
///
/// In JAX: `Compiled.cost_analysis()`, whose names its components have.
///
/// @param flops additions, multiplications, comparisons and the like
/// @param transcendentals exponentials, logarithms, trigonometric and other such functions
/// @param bytesAccessed bytes of all operands read and all results written
public record JaxprCost(double flops, double transcendentals, double bytesAccessed) {
  public static final JaxprCost ZERO = new JaxprCost(0, 0, 0);

  // Threefry takes 20 rounds of three operations and five additions of keys for two words.
  private static final double HASH_PER_WORD = 35;

  public static JaxprCost of(Jaxpr jaxpr) {
    return jaxpr.derived(
        JaxprCost.class,
        () -> {
          JaxprCost sum = ZERO;
          for (Eqn e : jaxpr.eqns()) {
            sum = sum.plus(of(e));
          }
          return sum;
        });
  }

  /// The work of one equation, programs inside included.
  public static JaxprCost of(Eqn e) {
    List<Aval> in = e.inputs().stream().map(Atom::aval).toList();
    List<Aval> out = e.outputs().stream().map(Atom::aval).toList();
    double size = out.stream().mapToDouble(Aval::size).sum();
    double bytes = bytes(in) + bytes(out);
    return switch (e.primitive()) {
      case Elementwise p -> elementwise(p, size).plus(memory(bytes));
      case Reduction p ->
          reduction(p, (double) in.getFirst().size(), (double) out.getFirst().size(), bytes);
      case Contraction p -> new JaxprCost(contraction(p, in, out.getFirst()), 0, bytes);
      case Windowed p -> new JaxprCost(windowed(p, in, out.getFirst()), 0, bytes);
      case Ordering _ -> new JaxprCost(sorting((double) in.getFirst().size()), 0, bytes);
      case Indexing p -> new JaxprCost(indexing(p, in), 0, bytes);
      case RandomPrimitive.Gamma p -> of(p.sampler());
      case RandomPrimitive _ -> new JaxprCost(HASH_PER_WORD * bytes(out) / 4, 0, bytes);
      case Collective p -> new JaxprCost(p instanceof Collective.AllReduce ? size : 0, 0, bytes);
      case Movement _, Creation _, Marker _, Callback _ -> memory(bytes);
      case Call.CustomLin _ -> ZERO;
      case Call p -> of(p.body());
      case Control p -> control(p);
    };
  }

  public JaxprCost plus(JaxprCost o) {
    return new JaxprCost(
        flops + o.flops, transcendentals + o.transcendentals, bytesAccessed + o.bytesAccessed);
  }

  public JaxprCost times(double n) {
    return new JaxprCost(n * flops, n * transcendentals, n * bytesAccessed);
  }

  private static JaxprCost memory(double bytes) {
    return new JaxprCost(0, 0, bytes);
  }

  private static double bytes(List<Aval> avals) {
    return avals.stream().mapToDouble(Aval::byteSize).sum();
  }

  private static JaxprCost elementwise(Elementwise p, double size) {
    return switch (p) {
      case Unary u ->
          switch (u) {
            case COPY, STOP_GRADIENT -> ZERO;
            case NEG,
                SIGN,
                ABS,
                FLOOR,
                CEIL,
                ROUND_AWAY_FROM_ZERO,
                ROUND_TO_NEAREST_EVEN,
                IS_FINITE,
                SQUARE,
                NOT,
                POPULATION_COUNT,
                CLZ ->
                new JaxprCost(size, 0, 0);
            case EXP,
                EXP2,
                LOG,
                EXPM1,
                LOG1P,
                LOGISTIC,
                SIN,
                COS,
                TAN,
                ASIN,
                ACOS,
                ATAN,
                SINH,
                COSH,
                TANH,
                ASINH,
                ACOSH,
                ATANH,
                SQRT,
                RSQRT,
                CBRT,
                ERF,
                ERFC,
                ERF_INV,
                LGAMMA,
                DIGAMMA,
                BESSEL_I0E,
                BESSEL_I1E ->
                new JaxprCost(0, size, 0);
          };
      case Binary b ->
          b == Binary.POW || b == Binary.ATAN2
              ? new JaxprCost(0, size, 0)
              : new JaxprCost(size, 0, 0);
      case Special _ -> new JaxprCost(0, size, 0);
      case Elementwise.IntegerPow i -> new JaxprCost(size * multiplications(i.y()), 0, 0);
      case Elementwise.Clamp _,
          Elementwise.SelectN _,
          Elementwise.ConvertElementType _,
          Elementwise.ReducePrecision _ ->
          new JaxprCost(size, 0, 0);
      case Elementwise.BitcastConvertType _ -> ZERO;
    };
  }

  // By repeated squaring; a negative power takes a division more.
  private static int multiplications(int y) {
    int n = Math.abs(y);
    int squarings = 31 - Integer.numberOfLeadingZeros(Math.max(n, 1));
    return squarings + Math.max(Integer.bitCount(n) - 1, 0) + (y < 0 ? 1 : 0);
  }

  private static JaxprCost reduction(Reduction p, double in, double out, double bytes) {
    return switch (p) {
      case Reduction.Reduce _, Reduction.ArgReduce _ -> new JaxprCost(in - out, 0, bytes);
      case Reduction.Cumulative c ->
          c.kind() == Reduction.Running.LOGSUMEXP
              ? new JaxprCost(in, 2 * in, bytes)
              : new JaxprCost(in, 0, bytes);
      case Reduction.GeneralReduce r -> {
        JaxprCost step = of(r.computation()).times(in - out);
        yield new JaxprCost(step.flops, step.transcendentals, bytes);
      }
    };
  }

  private static double contraction(Contraction p, List<Aval> in, Aval out) {
    return switch (p) {
      case Contraction.DotGeneral d ->
          2.0 * out.size() * in.getFirst().shape().at(d.lhsContracting()).size();
      case Contraction.RaggedDot _ -> 2.0 * out.size() * in.getFirst().shape().get(1);
      case Contraction.Conv c -> convolution(c, in.get(0), in.get(1), out);
    };
  }

  private static double convolution(Contraction.Conv c, Aval lhs, Aval rhs, Aval out) {
    Dims x = lhs.shape().at(c.dimensionNumbers().lhsSpec());
    Dims w = rhs.shape().at(c.dimensionNumbers().rhsSpec());
    Dims y = out.shape().at(c.dimensionNumbers().outSpec());
    double products = 2.0 * y.get(0) * y.get(1) * w.get(1);
    for (int i = 0; i < c.windowStrides().rank(); i++) {
      products *= meetings(c, i, x.get(i + 2), w.get(i + 2), y.get(i + 2));
    }
    return products;
  }

  // How many pairs of an output place and a kernel element meet an input element along one axis.
  private static long meetings(Contraction.Conv c, int i, int x, int w, int y) {
    long count = 0;
    for (int o = 0; o < y; o++) {
      for (int k = 0; k < w; k++) {
        long at =
            (long) o * c.windowStrides().get(i)
                + (long) k * c.rhsDilation().get(i)
                - c.paddingLow().get(i);
        boolean onElement = at % c.lhsDilation().get(i) == 0;
        count += onElement && at >= 0 && at / c.lhsDilation().get(i) < x ? 1 : 0;
      }
    }
    return count;
  }

  private static double windowed(Windowed p, List<Aval> in, Aval out) {
    return switch (p) {
      case Windowed.ReduceWindow r -> (r.window().dimensions().size() - 1.0) * out.size();
      case Windowed.GeneralReduceWindow r ->
          of(r.computation()).flops * r.window().dimensions().size() * out.size();
      case Windowed.SelectAndScatter w ->
          (of(w.select()).flops * w.window().dimensions().size() + of(w.scatter()).flops)
              * in.get(1).size();
      case Windowed.SelectAndScatterAdd s ->
          (double) s.window().dimensions().size() * in.getFirst().size();
      case Windowed.SelectAndGatherAdd s -> (double) s.window().dimensions().size() * out.size();
    };
  }

  private static double sorting(double n) {
    return n < 2 ? 0 : n * Math.ceil(Math.log(n) / Math.log(2));
  }

  private static double indexing(Indexing p, List<Aval> in) {
    return p instanceof Indexing.Scatter s && s.update() != Indexing.Update.SET
        ? in.get(2).size()
        : 0;
  }

  private static JaxprCost control(Control p) {
    return switch (p) {
      case Control.Cond c ->
          c.branches().stream()
              .map(JaxprCost::of)
              .max(Comparator.comparingDouble(j -> j.flops + j.transcendentals))
              .orElse(ZERO);
      case Control.While w -> of(w.cond()).plus(of(w.body()));
      case Control.Scan s -> of(s.jaxpr()).times(s.length());
      case Control.LinearSolve l -> of(l.solve());
    };
  }
}
