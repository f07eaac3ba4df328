package linum.reference;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Generator;
import linum.ir.RandomAlgorithm;
import linum.ir.Scalars;

/// Bits from a key and a counter, as XLA makes them, and numbers from the process's own generator.
final class GeneratorRules {
  private GeneratorRules() {}

  static Value[] apply(Generator generator, Value[] in, List<Aval> out) {
    return switch (generator) {
      case Generator.RngBitGenerator p -> bits(p, in[0], out.get(1));
      case Generator.RngUniform _ -> new Value[] {uniform(in[0], in[1], out.getFirst())};
    };
  }

  private static Value[] bits(Generator.RngBitGenerator p, Value state, Aval type) {
    long[] words = Value.wholes(state);
    boolean narrow = state.dtype() == DType.UINT32;
    long key = narrow ? words[0] | words[1] << 32 : words[0];
    long counter = narrow ? words[2] | words[3] << 32 : words[1];
    long[] data = new long[Value.size(type.dtype(), type.shape())];
    long used =
        p.algorithm() == RandomAlgorithm.RNG_THREE_FRY
            ? threefry(key, counter, type, data)
            : philox(key, counter, type.dtype(), data);
    long next = counter + used;
    long[] after =
        narrow
            ? new long[] {words[0], words[1], next & 0xffff_ffffL, next >>> 32}
            : new long[] {key, next};
    return new Value[] {
      new Value.Wholes(state.dtype(), state.shape(), after),
      Value.Wholes.wrapped(type.dtype(), type.shape(), data)
    };
  }

  // Two words of a hash are neighbours along one axis: the first even one, or else the longest.
  private static long threefry(long key, long counter, Aval type, long[] out) {
    Dims shape = type.shape();
    boolean whole = type.dtype().bits() == 64;
    int axis = halved(shape);
    long inner = shape.isEmpty() || whole ? 1 : shape.strides()[axis];
    int size = shape.isEmpty() || whole ? 1 : shape.get(axis);
    int pairs = Math.ceilDiv(size, 2);
    for (int i = 0; i < out.length; i++) {
      long place = i / inner % size;
      long at = whole ? i : (i / (inner * size) * pairs + place / 2) * inner + i % inner;
      long n = counter + at;
      long hash = Threefry.hash(key, (int) n, (int) (n >>> 32));
      out[i] = whole ? hash : place % 2 == 0 ? Threefry.first(hash) : Threefry.second(hash);
    }
    return whole || out.length == 0 ? out.length : out.length / size * pairs;
  }

  private static int halved(Dims shape) {
    int longest = 0;
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.get(i) % 2 == 0) {
        return i;
      }
      longest = shape.get(i) > shape.get(longest) ? i : longest;
    }
    return longest;
  }

  // The words of a hash follow each other; the counter has 128 bits, of which the key is the upper
  // half.
  private static long philox(long key, long counter, DType dtype, long[] out) {
    int each = dtype.bits() == 64 ? 2 : 4;
    int[] x = new int[4];
    for (int i = 0; i < out.length; i++) {
      if (i % each == 0) {
        long low = counter + i / each;
        long high = Long.compareUnsigned(low, counter) < 0 ? key + 1 : key;
        x[0] = (int) low;
        x[1] = (int) (low >>> 32);
        x[2] = (int) high;
        x[3] = (int) (high >>> 32);
        CounterHashes.philox4((int) key, (int) (key >>> 32), x);
      }
      int at = i % each;
      out[i] = each == 4 ? x[at] : Threefry.pair(x[2 * at], x[2 * at + 1]);
    }
    return Math.ceilDiv(out.length, each);
  }

  // With an upper bound that is not above the lower one, all are the lower one.
  private static Value uniform(Value from, Value to, Aval type) {
    Value out = Value.zeros(type);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < out.size(); i++) {
      switch (from) {
        case Value.Reals a -> out.set(i, real(a.at(0), Value.reals(to)[0], type.dtype(), random));
        case Value.Wholes a -> out.set(i, whole(a.at(0), Value.wholes(to)[0], random));
      }
    }
    return out;
  }

  private static double real(double a, double b, DType dtype, ThreadLocalRandom random) {
    if (!(a < b)) {
      return a;
    }
    double drawn = b;
    while (drawn >= b) {
      drawn = Scalars.round(random.nextDouble(a, b), dtype);
    }
    return drawn;
  }

  private static long whole(long a, long b, ThreadLocalRandom random) {
    long range = b - a;
    return range == 0 ? a : a + Long.remainderUnsigned(random.nextLong(), range);
  }
}
