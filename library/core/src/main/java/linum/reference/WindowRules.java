package linum.reference;

import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;

/// Sliding windows. Padding and the gaps of dilation are places that a window does not have.
final class WindowRules {
  private WindowRules() {}

  static Value apply(Windowed windowed, Value[] in, Plan[] inner, Aval out) {
    return switch (windowed) {
      case Windowed.ReduceWindow p -> reduce(Combination.of(p.kind()), p.window(), in[0], out);
      case Windowed.GeneralReduceWindow p -> general(inner[0], p.window(), in[0], in[1], out);
      case Windowed.SelectAndScatter p -> scatter(p, inner[1], inner[0], in);
      case Windowed.SelectAndScatterAdd p -> scatterAdd(p, in[0], in[1]);
      case Windowed.SelectAndGatherAdd p -> gatherAdd(p, in[0], in[1], out);
    };
  }

  /// Called with a window's number, and the places of its elements in row-major order.
  private interface Visitor {
    void visit(int window, int[] places, int count);
  }

  private static void each(Window window, Dims in, Dims out, Visitor visitor) {
    int rank = in.rank();
    int[] sizes = in.toArray();
    long[] strides = out.strides();
    int count = (int) out.size();
    int taps = (int) window.dimensions().size();
    long[] tapStrides = window.dimensions().strides();
    int[] places = new int[taps];
    for (int o = 0; o < count; o++) {
      if ((o & 0xfff) == 0) {
        Plan.checkInterrupt();
      }
      int n = 0;
      for (int t = 0; t < taps; t++) {
        int place = 0;
        for (int d = 0; d < rank && place >= 0; d++) {
          int at =
              (int) (o / strides[d] % out.get(d)) * window.strides().get(d)
                  + (int) (t / tapStrides[d] % window.dimensions().get(d))
                      * window.windowDilation().get(d)
                  - window.paddingLow().get(d);
          int dilation = window.baseDilation().get(d);
          boolean inside = at >= 0 && at % dilation == 0 && at / dilation < sizes[d];
          place = inside ? place * sizes[d] + at / dilation : -1;
        }
        if (place >= 0) {
          places[n++] = place;
        }
      }
      visitor.visit(o, places, n);
    }
  }

  private static Value reduce(Binary p, Window window, Value x, Aval out) {
    Number neutral = Combination.neutral(p, x.dtype());
    return switch (x) {
      case Value.Reals r -> {
        var f = Combination.reals(p);
        double[] sums = new double[Value.size(out.dtype(), out.shape())];
        each(
            window,
            x.shape(),
            out.shape(),
            (o, places, n) -> {
              double sum = neutral.doubleValue();
              for (int i = 0; i < n; i++) {
                sum = f.applyAsDouble(sum, r.data()[places[i]]);
              }
              sums[o] = sum;
            });
        yield Value.Reals.rounded(x.dtype(), out.shape(), sums);
      }
      case Value.Wholes w -> {
        var f = IntegerRules.operator(p, x.dtype());
        long[] sums = new long[Value.size(out.dtype(), out.shape())];
        each(
            window,
            x.shape(),
            out.shape(),
            (o, places, n) -> {
              long sum = neutral.longValue();
              for (int i = 0; i < n; i++) {
                sum = f.applyAsLong(sum, w.data()[places[i]]);
              }
              sums[o] = sum;
            });
        yield Value.Wholes.wrapped(x.dtype(), out.shape(), sums);
      }
    };
  }

  private static Value general(Plan computation, Window window, Value x, Value init, Aval out) {
    Value result = Value.zeros(out);
    each(
        window,
        x.shape(),
        out.shape(),
        (o, places, n) -> {
          Value joined = init;
          for (int i = 0; i < n; i++) {
            joined = computation.run(joined, Value.scalar(x.dtype(), x.get(places[i])))[0];
          }
          result.set(o, joined.get(0));
        });
    return result;
  }

  private static Value scatter(Windowed.SelectAndScatter p, Plan stays, Plan joined, Value[] in) {
    Value x = in[0];
    Value source = in[1];
    Value out = Value.full(x.dtype(), x.shape(), in[2].get(0));
    each(
        p.window(),
        x.shape(),
        source.shape(),
        (o, places, n) -> {
          if (n == 0) {
            return;
          }
          int chosen = places[0];
          for (int i = 1; i < n; i++) {
            boolean kept =
                Value.wholes(combined(stays, x.get(chosen), x.get(places[i]), x))[0] != 0;
            chosen = kept ? chosen : places[i];
          }
          out.set(chosen, combined(joined, out.get(chosen), source.get(o), x).get(0));
        });
    return out;
  }

  private static Value combined(Plan program, Number a, Number b, Value like) {
    return program.run(Value.scalar(like.dtype(), a), Value.scalar(like.dtype(), b))[0];
  }

  /// The place of the first extreme element. As XLA does: the chosen one stays while it is `≥` (or
  /// `≤`) the next, which NaN never is.
  private static int select(boolean max, Order order, int[] places, int n) {
    int chosen = places[0];
    for (int i = 1; i < n; i++) {
      int next = places[i];
      int sign = order.compare(chosen, next);
      boolean stays = !order.isNaN(chosen) && !order.isNaN(next) && (max ? sign >= 0 : sign <= 0);
      chosen = stays ? chosen : next;
    }
    return chosen;
  }

  private static Value scatterAdd(Windowed.SelectAndScatterAdd p, Value source, Value x) {
    Order order = Order.of(x);
    Value out = Value.zeros(x.dtype(), x.shape());
    each(
        p.window(),
        x.shape(),
        source.shape(),
        (o, places, n) -> {
          if (n > 0) {
            int to = select(p.max(), order, places, n);
            switch (source) {
              case Value.Reals r -> Value.reals(out)[to] += r.data()[o];
              case Value.Wholes w -> Value.wholes(out)[to] += w.data()[o];
            }
          }
        });
    switch (out) {
      case Value.Reals r -> Rounding.round(r.data(), r.dtype());
      case Value.Wholes w -> Rounding.wrap(w.data(), w.dtype());
    }
    return out;
  }

  private static Value gatherAdd(Windowed.SelectAndGatherAdd p, Value x, Value by, Aval out) {
    Order order = Order.of(by);
    Value result = Value.zeros(out);
    each(
        p.window(),
        by.shape(),
        out.shape(),
        (o, places, n) -> {
          if (n > 0) {
            result.set(o, x.get(select(p.max(), order, places, n)));
          }
        });
    return result;
  }
}
