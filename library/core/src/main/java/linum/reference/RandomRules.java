package linum.reference;

import java.util.List;
import linum.ir.Aval;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Generator;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;

/// Keys and bits, in both ways of counting, bit for bit as JAX makes them.
final class RandomRules {
  private RandomRules() {}

  static Value[] apply(RandomPrimitive primitive, Value[] in, Plan[] inner, List<Aval> out) {
    Aval type = out.getFirst();
    return switch (primitive) {
      case RandomPrimitive.Seed _ -> one(type, seeds(in[0]));
      case RandomPrimitive.Wrap _ -> one(type, wrap(Value.wholes(in[0])));
      case RandomPrimitive.Unwrap _ -> one(type, unwrap(Value.wholes(in[0])));
      case RandomPrimitive.Clone _ -> in;
      case RandomPrimitive.FoldIn _ -> one(type, foldIn(Value.wholes(in[0]), Value.wholes(in[1])));
      case RandomPrimitive.Split p -> one(type, split(p, Value.wholes(in[0])));
      case RandomPrimitive.Bits p -> one(type, bits(p, Value.wholes(in[0])));
      case RandomPrimitive.Threefry2x32 _ -> threefry(in, type);
      case RandomPrimitive.Gamma _ -> inner[0].run(in);
      case CounterHash p -> CounterHashes.apply(p, in, type);
      case Generator p -> GeneratorRules.apply(p, in, out);
    };
  }

  private static Value[] one(Aval type, long[] data) {
    return new Value[] {new Value.Wholes(type.dtype(), type.shape(), data)};
  }

  /// The upper half of a 64-bit seed is the first word; narrower seeds have none.
  private static long[] seeds(Value x) {
    long[] out = Value.wholes(x).clone();
    boolean wide = x.dtype() == DType.INT64 || x.dtype() == DType.UINT64;
    for (int i = 0; i < out.length; i++) {
      out[i] = Threefry.pair(wide ? (int) (out[i] >>> 32) : 0, (int) out[i]);
    }
    return out;
  }

  private static long[] wrap(long[] words) {
    long[] out = new long[words.length / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = Threefry.pair((int) words[2 * i], (int) words[2 * i + 1]);
    }
    return out;
  }

  private static long[] unwrap(long[] keys) {
    long[] out = new long[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      out[2 * i] = Integer.toUnsignedLong(Threefry.first(keys[i]));
      out[2 * i + 1] = Integer.toUnsignedLong(Threefry.second(keys[i]));
    }
    return out;
  }

  private static long[] foldIn(long[] keys, long[] data) {
    long[] out = new long[keys.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Threefry.hash(keys[i], 0, (int) data[i]);
    }
    return out;
  }

  private static long[] split(RandomPrimitive.Split p, long[] keys) {
    int n = (int) p.shape().size();
    long[] out = new long[Math.multiplyExact(keys.length, n)];
    for (int k = 0; k < keys.length; k++) {
      int[] words =
          p.mode() == ThreefryMode.LEGACY ? Threefry.hashCount(keys[k], 2 * n) : new int[0];
      for (int i = 0; i < n; i++) {
        out[k * n + i] =
            switch (p.mode()) {
              case LEGACY -> Threefry.pair(words[2 * i], words[2 * i + 1]);
              case PARTITIONABLE -> Threefry.hash(keys[k], 0, i);
            };
      }
    }
    return out;
  }

  private static long[] bits(RandomPrimitive.Bits p, long[] keys) {
    int n = (int) p.shape().size();
    long[] out = new long[Math.multiplyExact(keys.length, n)];
    for (int k = 0; k < keys.length; k++) {
      Plan.checkInterrupt();
      switch (p.mode()) {
        case LEGACY -> legacyBits(keys[k], p.bitWidth(), n, out, k * n);
        case PARTITIONABLE -> partitionableBits(keys[k], p.bitWidth(), n, out, k * n);
      }
    }
    return out;
  }

  /// Each element hashes its own position.
  private static void partitionableBits(long key, int width, int n, long[] out, int at) {
    long mask = width == 64 ? -1L : (1L << width) - 1;
    for (int i = 0; i < n; i++) {
      long words = Threefry.hash(key, 0, i);
      long first = Integer.toUnsignedLong(Threefry.first(words));
      long second = Integer.toUnsignedLong(Threefry.second(words));
      out[at + i] = width == 64 ? (first << 32) | second : (first ^ second) & mask;
    }
  }

  /// As many words as needed are hashed together; narrow elements are parts of words, low ones
  /// first.
  private static void legacyBits(long key, int width, int n, long[] out, int at) {
    if (width == 64) {
      int[] words = Threefry.hashCount(key, 2 * n);
      for (int i = 0; i < n; i++) {
        out[at + i] = ((long) words[i] << 32) | Integer.toUnsignedLong(words[n + i]);
      }
      return;
    }
    int perWord = 32 / width;
    long mask = (1L << width) - 1;
    int[] words = Threefry.hashCount(key, Math.ceilDiv(n, perWord));
    for (int i = 0; i < n; i++) {
      out[at + i] = (words[i / perWord] >>> (i % perWord * width)) & mask;
    }
  }

  private static Value[] threefry(Value[] in, Aval type) {
    long[][] x = new long[4][];
    for (int i = 0; i < 4; i++) {
      x[i] = Value.wholes(ElementwiseRules.spread(in[i], type.shape()));
    }
    long[] first = new long[x[0].length];
    long[] second = new long[x[0].length];
    for (int i = 0; i < first.length; i++) {
      long words =
          Threefry.hash(Threefry.pair((int) x[0][i], (int) x[1][i]), (int) x[2][i], (int) x[3][i]);
      first[i] = Integer.toUnsignedLong(Threefry.first(words));
      second[i] = Integer.toUnsignedLong(Threefry.second(words));
    }
    return new Value[] {
      new Value.Wholes(DType.UINT32, type.shape(), first),
      new Value.Wholes(DType.UINT32, type.shape(), second)
    };
  }
}
