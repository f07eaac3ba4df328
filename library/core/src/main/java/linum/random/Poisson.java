package linum.random;

import static linum.core.Trace.bind;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Unary;
import linum.transform.WhileLoop;

/// Poisson numbers: for rates below 10 by counting factors (D. Knuth), for larger ones by
/// transformed rejection (W. Hörmann, 1993).
final class Poisson {
  private static final int MOST_STEPS = Integer.MAX_VALUE;

  private record Counting(Array i, Array k, Array key, Array logProduct) {}

  private record Rejecting(Array i, Array k, Array accepted, Array key) {}

  private Poisson() {}

  static Array sample(Array key, Array rate, Dims shape, DType dtype) {
    return Named.call(
        "_poisson",
        List.of(shape, dtype),
        in -> sampleOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, rate));
  }

  private static Array sampleOf(Array key, Array rate, Dims shape, DType dtype) {
    Array lam = Ops.broadcast(Ops.convert(rate, DType.FLOAT32), shape);
    Array small = Ops.or(Ops.ne(lam, lam), Ops.lt(lam, Ops.scalar(10.0, lam)));
    Array zero = Ops.zeros(lam.aval());
    Array counted = counting(key, Ops.select(small, lam, zero), shape, dtype);
    Array large = Ops.select(small, Ops.full(lam.aval(), 1e5), lam);
    Array drawn = Ops.select(small, counted, rejecting(key, large, shape, dtype));
    return Ops.select(Ops.eq(lam, zero), Ops.zeros(drawn.aval()), drawn);
  }

  private static Array counting(Array key, Array lam, Dims shape, DType dtype) {
    Array limit = Ops.neg(lam);
    Counting start =
        new Counting(
            Ops.scalar(0L, DType.INT32),
            Ops.zeros(new Aval(dtype, shape)),
            key,
            Ops.zeros(lam.aval()));
    Counting end =
        WhileLoop.whileLoop(
            c -> goesOn(Ops.gt(c.logProduct(), limit), c.i()),
            c -> {
              Array[] keys = Keys.split(c.key(), 2);
              Array more = Ops.add(c.k(), Ops.scalar(1L, dtype));
              Array u = Uniform.sample(keys[1], shape, DType.FLOAT32);
              return new Counting(
                  next(c.i()),
                  Ops.select(Ops.gt(c.logProduct(), limit), more, c.k()),
                  keys[0],
                  Ops.add(c.logProduct(), Continuous.log(u)));
            },
            start);
    return Ops.sub(end.k(), Ops.scalar(1L, dtype));
  }

  private static Array rejecting(Array key, Array lam, Dims shape, DType dtype) {
    Array b = lam.sqrt().mul(2.53).add(0.931);
    Array a = b.mul(0.02483).add(-0.059);
    Rejecting start =
        new Rejecting(
            Ops.scalar(0L, DType.INT32),
            Ops.full(lam.aval(), -1),
            Ops.zeros(new Aval(DType.BOOL, shape)),
            key);
    return Ops.convert(
        WhileLoop.whileLoop(
                c -> goesOn(Ops.not(c.accepted()), c.i()), c -> candidate(c, lam, a, b), start)
            .k(),
        dtype);
  }

  private static Rejecting candidate(Rejecting c, Array lam, Array a, Array b) {
    Array[] keys = Keys.split(c.key(), 3);
    Array u = Uniform.sample(keys[1], lam.shape(), lam.dtype()).sub(0.5);
    Array v = Uniform.sample(keys[2], lam.shape(), lam.dtype());
    Array us = u.abs().neg().add(0.5);
    Array k = a.mul(2).div(us).add(b).mul(u).add(lam).add(0.43).floor();
    Array inverseAlpha = Ops.scalar(1.1328, lam).div(b.sub(3.4)).add(1.1239);
    Array s = v.mul(inverseAlpha).div(a.div(us.mul(us)).add(b)).log();
    Array t = lam.neg().add(k.mul(lam.log())).sub(bind(Unary.LGAMMA, k.add(1)));
    Array bound = Ops.scalar(-3.6224, lam).div(b.sub(2)).add(0.9277);
    Array quickly = us.ge(0.07).and(v.le(bound));
    Array reject = k.lt(0).or(us.lt(0.013).and(v.gt(us)));
    Array accept = quickly.or(reject.not().and(s.le(t)));
    return new Rejecting(
        next(c.i()), Ops.select(accept, k, c.k()), Ops.or(c.accepted(), accept), keys[0]);
  }

  private static Array goesOn(Array unfinished, Array i) {
    return Ops.and(unfinished.any(), Ops.lt(i, Ops.scalar((long) MOST_STEPS, DType.INT32)));
  }

  private static Array next(Array i) {
    return Ops.add(i, Ops.scalar(1L, DType.INT32));
  }
}
