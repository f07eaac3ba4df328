package linum.random;

import static linum.core.Trace.bind;
import static linum.core.Trace.bindAll;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.FloatFormat;
import linum.ir.Ordering;
import linum.ir.Reduction;
import linum.ir.Unary;

/// Samplers of outcomes: events, classes, signs.
final class Discrete {
  private Discrete() {}

  /// `u < p`.
  static Array bernoulli(Array key, Array p, Dims shape) {
    return Named.call(
        "_bernoulli",
        List.of(shape),
        in -> bernoulliOf(in.get(0), in.get(1), shape),
        List.of(key, p));
  }

  private static Array bernoulliOf(Array key, Array p, Dims shape) {
    DType dtype = p.dtype();
    Array u = Uniform.sample(key, shape, dtype);
    return Ops.lt(u, Defaults.parameter(p, dtype, shape));
  }

  /// As [#bernoulli], with twice as many bits, for small `p`.
  static Array bernoulliHigh(Array key, Array p, Dims shape) {
    return Named.call(
        "_bernoulli",
        List.of(shape),
        in -> bernoulliHighOf(in.get(0), in.get(1), shape),
        List.of(key, p));
  }

  private static Array bernoulliHighOf(Array key, Array p, Dims shape) {
    DType dtype = p.dtype();
    Array pair = Uniform.sample(key, shape.insert(0, 2), dtype);
    Array fine = Ops.mul(Keys.at(pair, 1), Ops.scalar(FloatFormat.of(dtype).eps(), dtype));
    return Ops.lt(fine, Ops.sub(Defaults.parameter(p, dtype, shape), Keys.at(pair, 0)));
  }

  /// 1 or -1.
  static Array rademacher(Array key, Dims shape, DType dtype) {
    return Named.call(
        "_rademacher", List.of(shape, dtype), v -> rademacherOf(v, shape, dtype), key);
  }

  private static Array rademacherOf(Array key, Dims shape, DType dtype) {
    Array heads = bernoulli(key, Ops.scalar(0.5, Defaults.floating()), shape);
    Array ones = Ops.convert(heads, dtype);
    return Ops.sub(Ops.mul(Ops.scalar(2L, dtype), ones), Ops.scalar(1L, dtype));
  }

  /// `⌊log u / log(1 - p)⌋ + 1`.
  static Array geometric(Array key, Array p, Dims shape, DType dtype) {
    return Named.call(
        "_geometric",
        List.of(shape, dtype),
        in -> geometricOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, p));
  }

  private static Array geometricOf(Array key, Array p, Dims shape, DType dtype) {
    DType own = p.dtype();
    Array u = Uniform.sample(key, shape, own);
    Array failing = Continuous.log1p(Ops.neg(Defaults.parameter(p, own, shape)));
    Array trials = bind(Unary.FLOOR, Ops.div(Continuous.log(u), failing));
    return Ops.convert(Ops.add(trials, Ops.scalar(1, own)), dtype);
  }

  /// The class with the largest `logit + gumbel`, for each place of `shape`, whose trailing axes
  /// are those of the logits without `axis`.
  static Array categorical(Array key, Array logits, int axis, Dims shape, DrawMode mode) {
    int classAxis = axis - logits.ndim() + shape.rank() + 1;
    Dims full = shape.insert(classAxis, logits.shape(axis));
    Array noise = Continuous.gumbel(key, full, logits.dtype(), mode);
    Array scores = Ops.add(noise, Ops.broadcast(logits, full));
    return bind(new Reduction.ArgReduce(true, classAxis, Defaults.integer()), scores);
  }

  /// `count` different classes for each place of the logits' other axes, on new leading axes
  /// `prefix`.
  static Array categoricalWithoutReplacement(
      Array key, Array logits, int axis, Dims prefix, DrawMode mode) {
    int count = Math.toIntExact(prefix.size());
    if (count > logits.shape(axis)) {
      throw new IllegalArgumentException(
          "categorical: %d samples without replacement from %d classes, axis %d of %s"
              .formatted(count, logits.shape(axis), axis, logits.aval()));
    }
    Array noise = Continuous.gumbel(key, logits.shape(), logits.dtype(), mode);
    Array scores = Ops.add(logits, noise);
    Array best = bindAll(new Ordering.TopK(count, axis), List.of(scores)).get(1);
    Dims rest = Dims.range(best.ndim()).without(axis);
    Array countFirst = Ops.transpose(best, Dims.of(axis).concat(rest));
    return Ops.reshape(countFirst, prefix.concat(logits.shape().without(axis)));
  }
}
