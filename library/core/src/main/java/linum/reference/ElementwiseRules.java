package linum.reference;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Special;
import linum.ir.Unary;

/// Functions of elements in the same place. Scalars are spread to the shape of the others first.
final class ElementwiseRules {
  private ElementwiseRules() {}

  static Value apply(Elementwise elementwise, Value[] in, Aval out) {
    return switch (elementwise) {
      case Unary p -> UnaryRules.apply(p, in[0]);
      case Binary p -> BinaryRules.apply(p, spread(in[0], out.shape()), spread(in[1], out.shape()));
      case Special p -> SpecialRules.apply(p, in, out.shape());
      case Elementwise.IntegerPow p -> integerPow(in[0], p.y());
      case Elementwise.Clamp _ -> clamp(in[0], in[1], in[2]);
      case Elementwise.SelectN _ -> select(in);
      case Elementwise.ConvertElementType p -> Conversion.convert(in[0], p.newDtype());
      case Elementwise.BitcastConvertType _ -> bitcast(in[0], out);
      case Elementwise.ReducePrecision p -> ReducePrecision.apply(p, in[0]);
    };
  }

  static Value spread(Value x, Dims shape) {
    return x.shape().isEmpty() && !shape.isEmpty() ? Value.full(x.dtype(), shape, x.get(0)) : x;
  }

  private static Value integerPow(Value x, int y) {
    return switch (x) {
      case Value.Reals r -> {
        double[] out = new double[r.data().length];
        for (int i = 0; i < out.length; i++) {
          out[i] = power(r.data()[i], y);
        }
        yield Value.Reals.rounded(r.dtype(), r.shape(), out);
      }
      case Value.Wholes w -> {
        long[] out = new long[w.data().length];
        for (int i = 0; i < out.length; i++) {
          out[i] = power(w.data()[i], y);
        }
        yield Value.Wholes.wrapped(w.dtype(), w.shape(), out);
      }
    };
  }

  /// By repeated squaring.
  private static double power(double x, int y) {
    double result = 1;
    double square = x;
    for (long n = Math.abs((long) y); n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return y < 0 ? 1 / result : result;
  }

  private static long power(long x, int y) {
    long result = 1;
    long square = x;
    for (int n = y; n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  private static Value clamp(Value low, Value x, Value high) {
    Value raised = BinaryRules.apply(Binary.MAX, x, spread(low, x.shape()));
    return BinaryRules.apply(Binary.MIN, raised, spread(high, x.shape()));
  }

  /// An index outside the cases takes the nearest one.
  private static Value select(Value[] in) {
    Dims shape = in[1].shape();
    long[] which = Value.wholes(spread(in[0], shape));
    int last = in.length - 2;
    Value out = Value.zeros(in[1].dtype(), shape);
    switch (out) {
      case Value.Reals r -> {
        double[][] cases =
            Arrays.stream(in, 1, in.length).map(Value::reals).toArray(double[][]::new);
        for (int i = 0; i < which.length; i++) {
          r.data()[i] = cases[Math.clamp(which[i], 0, last)][i];
        }
      }
      case Value.Wholes w -> {
        long[][] cases = Arrays.stream(in, 1, in.length).map(Value::wholes).toArray(long[][]::new);
        for (int i = 0; i < which.length; i++) {
          w.data()[i] = cases[Math.clamp(which[i], 0, last)][i];
        }
      }
    }
    return out;
  }

  /// Through memory, as the element types lay their bits out there.
  private static Value bitcast(Value x, Aval out) {
    MemorySegment bytes =
        MemorySegment.ofArray(new byte[Math.multiplyExact(x.size(), x.dtype().byteSize())]);
    Memory.store(x, bytes);
    if (out.dtype() == DType.BOOL) {
      throw new IllegalArgumentException("bitcast_convert_type: %s to bool".formatted(x.aval()));
    }
    return Memory.load(bytes, out);
  }
}
