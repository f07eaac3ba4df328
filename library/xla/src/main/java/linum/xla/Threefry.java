package linum.xla;

import linum.ir.DType;
import linum.ir.Dims;

/// The counter-based hash Threefry-2x32 with 20 rounds, of J. K. Salmon, M. A. Moraes, R. O. Dror
/// and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
final class Threefry {
  private static final long PARITY = 0x1BD11BDAL;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

  private Threefry() {}

  /// Two arrays of `ui32` of one shape.
  record Words(Tensor first, Tensor second) {}

  static Words hash(Words key, Words counter, Block b) {
    Tensor k0 = key.first();
    Tensor k1 = key.second();
    Tensor k2 = b.same("xor", b.same("xor", k0, k1), Ops.like(b, k0, PARITY));
    Tensor[] schedule = {k0, k1, k2};
    Tensor x0 = Ops.add(b, counter.first(), k0);
    Tensor x1 = Ops.add(b, counter.second(), k1);
    for (int round = 1; round <= 5; round++) {
      for (int rotation : ROTATIONS[(round - 1) % 2]) {
        x0 = Ops.add(b, x0, x1);
        x1 = b.same("xor", rotate(x1, rotation, b), x0);
      }
      x0 = Ops.add(b, x0, schedule[round % 3]);
      Tensor added = schedule[(round + 1) % 3];
      x1 = Ops.add(b, Ops.add(b, x1, added), Ops.like(b, added, (long) round));
    }
    return new Words(x0, x1);
  }

  private static Tensor rotate(Tensor x, int distance, Block b) {
    return b.same(
        "or",
        b.same("shift_left", x, Ops.like(b, x, (long) distance)),
        b.same("shift_right_logical", x, Ops.like(b, x, 32L - distance)));
  }

  /// The legacy way to hash a sequence `0 … n - 1`, for each key along a new last axis: its first
  /// half against its second half, which gets a zero at the end if `n` is odd.
  static Tensor count(Words keys, int n, Block b) {
    Dims each = keys.first().shape();
    int axis = each.rank();
    int half = (n + 1) / 2;
    TensorType type = new TensorType(DType.UINT32, each.concat(Dims.of(half)));
    Tensor first = Ops.iota(b, type, axis);
    Tensor second = Ops.add(b, first, Ops.like(b, first, (long) half));
    if (n % 2 == 1) {
      Tensor beyond = Ops.compare(b, "GE", second, Ops.like(b, second, (long) n));
      second = Ops.select(b, beyond, Ops.like(b, second, 0L), second);
    }
    Dims axes = Dims.range(axis);
    Words spread =
        new Words(
            Ops.broadcast(b, keys.first(), type.shape(), axes),
            Ops.broadcast(b, keys.second(), type.shape(), axes));
    Words hashed = hash(spread, new Words(first, second), b);
    TensorType whole = type.withShape(each.concat(Dims.of(2 * half)));
    Tensor row = Ops.concatenate(b, axis, whole, hashed.first(), hashed.second());
    return n % 2 == 0 ? row : Ops.slice(b, row, axis, 0, n);
  }
}
