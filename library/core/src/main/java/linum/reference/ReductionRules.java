package linum.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Dims;
import linum.ir.Reduction;

/// Elements combined along axes. Sums and products of narrow floating types are rounded once, at
/// the end.
final class ReductionRules {
  private ReductionRules() {}

  static Value[] apply(Reduction reduction, Value[] in, Plan[] inner, List<Aval> out) {
    return switch (reduction) {
      case Reduction.Reduce p ->
          one(reduce(Combination.of(p.kind()), in[0], p.axes(), out.getFirst().shape()));
      case Reduction.ArgReduce p -> one(argReduce(p, in[0], out.getFirst()));
      case Reduction.Cumulative p -> one(Cumulations.apply(p, in[0]));
      case Reduction.GeneralReduce p -> general(p, in, inner[0], out);
    };
  }

  private static Value[] one(Value v) {
    return new Value[] {v};
  }

  /// For each axis of the operand, how far apart its neighbours lie in the output: 0 if it
  /// disappears.
  private static long[] outStrides(Dims in, Dims axes, Dims out) {
    long[] packed = out.strides();
    long[] strides = new long[in.rank()];
    int next = 0;
    for (int i = 0; i < strides.length; i++) {
      strides[i] = axes.contains(i) ? 0 : packed[next++];
    }
    return strides;
  }

  private static Value reduce(Binary p, Value x, Dims axes, Dims shape) {
    long[] strides = outStrides(x.shape(), axes, shape);
    Number neutral = Combination.neutral(p, x.dtype());
    return switch (x) {
      case Value.Reals r -> {
        double[] out = new double[Value.size(x.dtype(), shape)];
        Arrays.fill(out, neutral.doubleValue());
        if (p == Binary.ADD) {
          Strided.walk(x.shape(), strides, 0, (i, o, step, n) -> sum(r.data(), i, out, o, step, n));
        } else {
          DoubleBinaryOperator f = Combination.reals(p);
          Strided.walk(
              x.shape(), strides, 0, (i, o, step, n) -> fold(f, r.data(), i, out, o, step, n));
        }
        yield Value.Reals.rounded(x.dtype(), shape, out);
      }
      case Value.Wholes w -> {
        long[] out = new long[Value.size(x.dtype(), shape)];
        Arrays.fill(out, neutral.longValue());
        LongBinaryOperator f = IntegerRules.operator(p, x.dtype());
        Strided.walk(
            x.shape(), strides, 0, (i, o, step, n) -> fold(f, w.data(), i, out, o, step, n));
        yield Value.Wholes.wrapped(x.dtype(), shape, out);
      }
    };
  }

  private static void sum(double[] in, int from, double[] out, int to, int step, int n) {
    if (step == 0) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        total += in[from + i];
      }
      out[to] += total;
    } else {
      for (int i = 0; i < n; i++) {
        out[to + i] += in[from + i];
      }
    }
  }

  private static void fold(
      DoubleBinaryOperator f, double[] in, int from, double[] out, int to, int step, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i * step] = f.applyAsDouble(out[to + i * step], in[from + i]);
    }
  }

  private static void fold(
      LongBinaryOperator f, long[] in, int from, long[] out, int to, int step, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i * step] = f.applyAsLong(out[to + i * step], in[from + i]);
    }
  }

  /// The first extreme element of each line; NaN is more extreme than any number.
  private static Value argReduce(Reduction.ArgReduce p, Value x, Aval out) {
    Lines lines = Lines.of(x.shape(), p.axis());
    Order order = Order.of(x);
    Value result = Value.zeros(out);
    for (int line = 0; line < lines.count(); line++) {
      int start = lines.start(line);
      int best = 0;
      for (int i = 1; i < lines.length() && !order.isNaN(start + best * lines.step()); i++) {
        int a = start + i * lines.step();
        int sign = order.compare(a, start + best * lines.step());
        if (order.isNaN(a) || (p.max() ? sign > 0 : sign < 0)) {
          best = i;
        }
      }
      result.set(line, (long) best);
    }
    return result;
  }

  /// Every element in row-major order is joined to its place of the output by the program.
  private static Value[] general(
      Reduction.GeneralReduce p, Value[] in, Plan computation, List<Aval> out) {
    int n = in.length / 2;
    Value[] results = new Value[n];
    for (int i = 0; i < n; i++) {
      results[i] = Value.full(out.get(i).dtype(), out.get(i).shape(), in[n + i].get(0));
    }
    Dims shape = in[0].shape();
    long[] strides = outStrides(shape, p.dimensions(), out.getFirst().shape());
    Strided.walk(
        shape,
        strides,
        0,
        (from, to, step, count) -> {
          for (int i = 0; i < count; i++) {
            join(computation, in, from + i, results, to + i * step);
          }
        });
    return results;
  }

  private static void join(Plan computation, Value[] in, int from, Value[] results, int to) {
    int n = results.length;
    Value[] operands = new Value[2 * n];
    for (int k = 0; k < n; k++) {
      operands[k] = Value.scalar(results[k].dtype(), results[k].get(to));
      operands[n + k] = Value.scalar(in[k].dtype(), in[k].get(from));
    }
    Value[] joined = computation.run(operands);
    for (int k = 0; k < n; k++) {
      results[k].set(to, joined[k].get(0));
    }
  }
}
