package linum.transform;

import static linum.core.Trace.bind;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.CounterHash;
import linum.ir.FloatFormat;
import linum.ir.Generator;
import linum.ir.RandomPrimitive;
import linum.ir.Special;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Derivatives of random numbers in the parameters of their distribution.
final class RandomJvp {
  private RandomJvp() {}

  static Duals rule(RandomPrimitive p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case RandomPrimitive.Gamma g -> {
        Array y = Trace.bindAll(g, x).getFirst();
        Array da = dx.get(1);
        yield Duals.of(y, da == null ? null : Ops.mul(da, slope(g, x.get(1), y)));
      }
      case Generator.RngUniform _ ->
          throw new UnsupportedOperationException(
              "rng_uniform has no derivative.\nScale numbers from 0 to 1 to the bounds.");
      // Their operands are keys and integers, whose tangents are zero.
      case RandomPrimitive.Seed _,
          RandomPrimitive.Wrap _,
          RandomPrimitive.Unwrap _,
          RandomPrimitive.Split _,
          RandomPrimitive.FoldIn _,
          RandomPrimitive.Bits _,
          RandomPrimitive.Threefry2x32 _,
          RandomPrimitive.Clone _,
          CounterHash _,
          Generator.RngBitGenerator _ ->
          Duals.constant(Trace.bindAll(p, x));
    };
  }

  // dy/da of a sample y; of its logarithm, that over the sample, which must not have become 0.
  private static Array slope(RandomPrimitive.Gamma p, Array a, Array y) {
    if (!p.logSpace()) {
      return bind(Special.RANDOM_GAMMA_GRAD, a, y);
    }
    Array sample = bind(Unary.EXP, y);
    Array tiny = Ops.full(y.aval().strong(), FloatFormat.of(y.dtype()).tiny());
    Array safe = Ops.select(Ops.eq(sample, Ops.scalar(0.0, y)), tiny, sample);
    return Ops.div(bind(Special.RANDOM_GAMMA_GRAD, a, safe), safe);
  }
}
