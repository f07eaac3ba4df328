package linum.random;

import static linum.core.Arithmetic.where;

import linum.core.Array;
import linum.core.HostArrays;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.transform.WhileLoop;

/// Binomial numbers: where few successes are expected by adding up waiting times (L. Devroye,
/// 1986), elsewhere by transformed rejection (W. Hörmann, 1993, "BTRS").
final class Binomial {
  private static final int MOST_STEPS = Integer.MAX_VALUE;
  // log k! - ((k + 1/2) log(k + 1) - (k + 1) + log(2 π) / 2) for k = 0 … 9.
  private static final double[] TAILS = {
    0.0810614667953272,
    0.0413406959554092,
    0.0276779256849983,
    0.02079067210376509,
    0.0166446911898211,
    0.0138761288230707,
    0.0118967099458917,
    0.010411265261972,
    0.00925546218271273,
    0.00833056343336287
  };

  private record Waiting(Array i, Array successes, Array trials, Array key) {}

  private record Rejecting(Array i, Array k, Array accepted, Array key) {}

  private Binomial() {}

  static Array sample(Array key, Array n, Array p, Dims shape, DType dtype) {
    Array prob = Ops.broadcast(Ops.convert(p, p.dtype().isFloating() ? p.dtype() : dtype), shape);
    Array count = Ops.broadcast(Ops.convert(n, prob.dtype()), shape);
    Array small = prob.lt(0.5);
    // Drawn for the rarer outcome, and turned round at the end.
    Array q = where(small, prob, one(prob).sub(prob));
    Array badCount = isNan(count).or(count.lt(0));
    Array infinite = count.abs().eq(Double.POSITIVE_INFINITY);
    Array badProb = isNan(q).or(q.lt(0));
    q = where(badProb, full(q, 0.01), q);
    Array few = badCount.or(count.mul(q).le(10));
    count = count.floor();
    Array waited = waiting(key, where(few, count, full(count, 0)), q, shape);
    Array rejected =
        rejecting(key, where(few, full(count, 10_000), count), where(few, full(q, 0.5), q), shape);
    Array drawn = where(few, waited, rejected);
    Array invalid = badProb.or(badCount);
    drawn = where(invalid, full(drawn, Double.NaN), drawn);
    drawn = where(infinite.and(invalid.not()), full(drawn, Double.POSITIVE_INFINITY), drawn);
    Array kept = small.or(badCount).or(infinite);
    return Ops.convert(where(kept, drawn, count.sub(drawn)), dtype);
  }

  // A geometric number of trials passes until each success: those that fit into `count` are
  // counted.
  private static Array waiting(Array key, Array count, Array p, Dims shape) {
    Array failing = Continuous.log1p(p.neg());
    Waiting start = new Waiting(zero(), full(p, 0), full(p, 0), key);
    Waiting end =
        WhileLoop.whileLoop(
            w -> goesOn(w.trials().le(count), w.i()),
            w -> {
              Array[] keys = Keys.split(w.key(), 2);
              Array u = Uniform.sample(keys[0], shape, p.dtype());
              Array wait = Continuous.log(u).div(failing).ceil();
              Array more = w.successes().add(1);
              return new Waiting(
                  next(w.i()),
                  where(w.trials().le(count), more, w.successes()),
                  w.trials().add(wait),
                  keys[1]);
            },
            start);
    return end.successes().sub(1);
  }

  private static Array rejecting(Array key, Array n, Array p, Dims shape) {
    Array failing = one(p).sub(p);
    Array deviation = n.mul(p).mul(failing).sqrt();
    Array b = deviation.mul(2.53).add(1.15);
    Array a = b.mul(0.0248).add(-0.0873).add(p.mul(0.01));
    Array c = n.mul(p).add(0.5);
    Array quick = full(b, 0.92).sub(full(b, 4.2).div(b));
    Array odds = p.div(failing);
    Array alpha = full(b, 5.1).div(b).add(2.83).mul(deviation);
    Array mode = n.add(1).mul(p).floor();
    Rejecting start =
        new Rejecting(zero(), full(p, -1), Ops.zeros(new Aval(DType.BOOL, shape)), key);
    return WhileLoop.whileLoop(
            r -> goesOn(r.accepted().not(), r.i()),
            r -> {
              Array[] keys = Keys.split(r.key(), 3);
              Array u = Uniform.sample(keys[1], shape, p.dtype()).sub(0.5);
              Array v = Uniform.sample(keys[2], shape, p.dtype());
              Array us = full(u, 0.5).sub(u.abs());
              Array inside = us.ge(0.07).and(v.le(quick));
              Array k = a.mul(2).div(us).add(b).mul(u).add(c).floor();
              Array outside = k.lt(0).or(k.gt(n));
              Array height = Continuous.log(v.mul(alpha).div(a.div(us.mul(us)).add(b)));
              Array accepted =
                  inside.or(outside.not().and(height.le(logDensity(n, mode, odds, k))));
              return new Rejecting(
                  next(r.i()), where(accepted, k, r.k()), r.accepted().or(accepted), keys[0]);
            },
            start)
        .k();
  }

  // The logarithm of the probability of k relative to that of the mode m.
  private static Array logDensity(Array n, Array m, Array odds, Array k) {
    Array restOfMode = n.sub(m).add(1);
    Array rest = n.sub(k).add(1);
    return m.add(0.5)
        .mul(Continuous.log(m.add(1).div(odds.mul(restOfMode))))
        .add(n.add(1).mul(Continuous.log(restOfMode.div(rest))))
        .add(k.add(0.5).mul(Continuous.log(odds.mul(rest).div(k.add(1)))))
        .add(tail(m))
        .add(tail(n.sub(m)))
        .sub(tail(k))
        .sub(tail(n.sub(k)));
  }

  // What Stirling's formula for log k! leaves out: exact up to 9, then three terms of its series.
  private static Array tail(Array k) {
    Array exact = HostArrays.fromDoubles(TAILS, k.dtype(), Dims.of(TAILS.length));
    Array place = k.clip(0.0, 9.0);
    Array square = place.add(1).mul(place.add(1));
    Array inner = full(k, 1.0 / 360).sub(full(k, 1.0 / 1260).div(square)).div(square);
    Array series = full(k, 1.0 / 12).sub(inner).div(place.add(1));
    return where(k.le(9), exact.take(Ops.convert(place.floor(), DType.INT32)), series);
  }

  private static Array isNan(Array x) {
    return Ops.ne(x, x);
  }

  private static Array one(Array x) {
    return full(x, 1);
  }

  private static Array full(Array x, double value) {
    return Ops.full(x.aval().strong(), value);
  }

  private static Array zero() {
    return Ops.scalar(0L, DType.INT32);
  }

  private static Array goesOn(Array unfinished, Array i) {
    return Ops.and(unfinished.any(), Ops.lt(i, Ops.scalar((long) MOST_STEPS, DType.INT32)));
  }

  private static Array next(Array i) {
    return Ops.add(i, Ops.scalar(1L, DType.INT32));
  }
}
