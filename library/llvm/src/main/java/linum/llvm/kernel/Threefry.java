package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// The counter-based hash Threefry-2x32 with 20 rounds, of J. K. Salmon, M. A. Moraes, R. O. Dror
/// and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011), in every lane.
///
/// @param first the first word of the key
/// @param second the second word of the key
record Threefry(Code code, Val first, Val second) {
  /// What one hash takes.
  static final double NANOS = 0.8;

  private static final long PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

  /// Two words as they were made.
  record Words(Val first, Val second) {}

  /// How many hashes are computed side by side: two vectors, as one alone waits for itself.
  static int lanes(int vectorBytes) {
    return vectorBytes / 2;
  }

  /// With a key from memory, the same in every lane.
  static Threefry of(Code code, Val key, int lanes) {
    return new Threefry(
        code, code.splat(low(code, key), lanes), code.splat(high(code, key), lanes));
  }

  /// The first word of a key.
  static Val low(Code code, Val key) {
    return code.cast("trunc", key, IrType.I32);
  }

  /// The second word of a key.
  static Val high(Code code, Val key) {
    return code.cast("trunc", code.lshr(key, Val.constant(key.type(), 32)), IrType.I32);
  }

  /// Two words as a key.
  static Val key(Code code, Val first, Val second) {
    Val low = code.cast("zext", first, IrType.I64);
    Val high = code.cast("zext", second, IrType.I64);
    return code.or(low, code.shl(high, Val.constant(high.type(), 32)));
  }

  Words hash(Val counter0, Val counter1) {
    List<Val> schedule =
        List.of(first, second, code.xor(code.xor(first, second), constant(PARITY)));
    Val x0 = code.add(counter0, first);
    Val x1 = code.add(counter1, second);
    for (int round = 1; round <= 5; round++) {
      for (int rotation : ROTATIONS[(round - 1) % 2]) {
        x0 = code.add(x0, x1);
        x1 = code.xor(code.intrinsic("fshl", x1, x1, constant(rotation)), x0);
      }
      x0 = code.add(x0, schedule.get(round % 3));
      x1 = code.add(x1, code.add(schedule.get((round + 1) % 3), constant(round)));
    }
    return new Words(x0, x1);
  }

  private Val constant(long v) {
    return Val.constant(first.type(), v);
  }
}
