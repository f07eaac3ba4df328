package linum.xla;

import java.util.List;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Generator;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;

/// Keys and bits. A key is one `ui64`, its first word in the low half.
final class RandomBits {
  private RandomBits() {}

  static List<Tensor> lower(
      RandomPrimitive primitive, List<Tensor> in, List<TensorType> out, Block b) {
    Tensor x = in.getFirst();
    TensorType type = out.getFirst();
    return switch (primitive) {
      case RandomPrimitive.Seed _ -> List.of(seed(x, b));
      case RandomPrimitive.Wrap _, RandomPrimitive.Unwrap _ -> List.of(Ops.bitcast(b, x, type));
      case RandomPrimitive.Clone _ -> in;
      case RandomPrimitive.FoldIn _ -> {
        Tensor data = in.get(1);
        yield List.of(key(Threefry.hash(words(x, b), zeroAnd(data, b), b), b));
      }
      case RandomPrimitive.Split p -> List.of(split(p, x, type, b));
      case RandomPrimitive.Bits p -> List.of(bits(p, x, type, b));
      case RandomPrimitive.Gamma p -> Programs.inline(p.sampler(), in, b);
      case CounterHash p -> throw Primitives.unsupported(p, "only threefry2x32 is");
      case Generator.RngBitGenerator p ->
          throw Primitives.unsupported(p, "each platform has its own bits");
      case Generator.RngUniform p ->
          throw Primitives.unsupported(p, "its numbers are other ones in every run");
      case RandomPrimitive.Threefry2x32 _ -> {
        List<Tensor> all = in.stream().map(t -> Ops.spread(b, t, type.shape())).toList();
        Threefry.Words hashed =
            Threefry.hash(
                new Threefry.Words(all.get(0), all.get(1)),
                new Threefry.Words(all.get(2), all.get(3)),
                b);
        yield List.of(hashed.first(), hashed.second());
      }
    };
  }

  /// The upper half of a 64-bit seed is the first word; narrower seeds have none.
  private static Tensor seed(Tensor x, Block b) {
    boolean wide = x.dtype().byteSize() == 8;
    if (!wide) {
      Tensor second = Ops.convert(b, Ops.convert(b, x, DType.INT32), DType.UINT32);
      return key(new Threefry.Words(Ops.like(b, second, 0L), second), b);
    }
    Tensor bits = Ops.convert(b, x, DType.UINT64);
    Tensor high = Ops.convert(b, upper(bits, b), DType.UINT32);
    return wide(Ops.convert(b, bits, DType.UINT32), high, b);
  }

  private static Threefry.Words words(Tensor keys, Block b) {
    return new Threefry.Words(
        Ops.convert(b, keys, DType.UINT32), Ops.convert(b, upper(keys, b), DType.UINT32));
  }

  private static Tensor upper(Tensor x, Block b) {
    return b.same("shift_right_logical", x, Ops.like(b, x, 32L));
  }

  private static Tensor key(Threefry.Words words, Block b) {
    return wide(words.second(), words.first(), b);
  }

  /// 64 bits out of two halves.
  private static Tensor wide(Tensor high, Tensor low, Block b) {
    Tensor upper = Ops.convert(b, high, DType.UINT64);
    Tensor shifted = b.same("shift_left", upper, Ops.like(b, upper, 32L));
    return b.same("or", shifted, Ops.convert(b, low, DType.UINT64));
  }

  private static Threefry.Words zeroAnd(Tensor data, Block b) {
    return new Threefry.Words(Ops.like(b, data, 0L), data);
  }

  private static Tensor split(RandomPrimitive.Split p, Tensor keys, TensorType out, Block b) {
    return switch (p.mode()) {
      case PARTITIONABLE -> key(eachPlace(keys, p.shape(), out, b), b);
      case LEGACY -> {
        int n = (int) p.shape().size();
        Tensor words = Threefry.count(words(keys, b), 2 * n, b);
        Dims pairs = keys.shape().concat(Dims.of(n, 2));
        Tensor paired = Ops.reshape(b, words, pairs);
        Tensor joined =
            Ops.bitcast(b, paired, new TensorType(DType.UINT64, keys.shape().concat(Dims.of(n))));
        yield Ops.reshape(b, joined, out.shape());
      }
    };
  }

  /// Every place of the new axes hashed with its number.
  private static Threefry.Words eachPlace(Tensor keys, Dims shape, TensorType out, Block b) {
    Dims axes = Dims.range(keys.rank());
    Threefry.Words words = words(keys, b);
    Tensor number = Ops.iota(b, new TensorType(DType.UINT32, Dims.of((int) shape.size())), 0);
    Tensor placed =
        Ops.broadcast(
            b, Ops.reshape(b, number, shape), out.shape(), Dims.range(keys.rank(), out.rank()));
    return Threefry.hash(
        new Threefry.Words(
            Ops.broadcast(b, words.first(), out.shape(), axes),
            Ops.broadcast(b, words.second(), out.shape(), axes)),
        zeroAnd(placed, b),
        b);
  }

  private static Tensor bits(RandomPrimitive.Bits p, Tensor keys, TensorType out, Block b) {
    if (p.mode() == ThreefryMode.LEGACY) {
      return legacyBits(p, keys, out, b);
    }
    Threefry.Words words = eachPlace(keys, p.shape(), out, b);
    return p.bitWidth() == 64
        ? wide(words.first(), words.second(), b)
        : Ops.convert(b, b.same("xor", words.first(), words.second()), out.dtype());
  }

  /// As many words as needed are hashed together; narrow elements are parts of words, low ones
  /// first.
  private static Tensor legacyBits(RandomPrimitive.Bits p, Tensor keys, TensorType out, Block b) {
    int n = (int) p.shape().size();
    Dims each = keys.shape();
    int axis = each.rank();
    if (p.bitWidth() == 64) {
      Tensor words = Threefry.count(words(keys, b), 2 * n, b);
      Tensor high = Ops.slice(b, words, axis, 0, n);
      Tensor low = Ops.slice(b, words, axis, n, 2 * n);
      return Ops.reshape(b, wide(high, low, b), out.shape());
    }
    int perWord = 32 / p.bitWidth();
    int count = Math.ceilDiv(n, perWord);
    Tensor words = Threefry.count(words(keys, b), count, b);
    if (perWord == 1) {
      return Ops.reshape(b, words, out.shape());
    }
    Tensor parts =
        Ops.bitcast(b, words, new TensorType(out.dtype(), each.concat(Dims.of(count, perWord))));
    Tensor row = Ops.reshape(b, parts, each.concat(Dims.of(count * perWord)));
    return Ops.reshape(b, Ops.slice(b, row, axis, 0, n), out.shape());
  }
}
