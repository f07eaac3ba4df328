package linum.ir;

import static linum.ir.DType.BFLOAT16;
import static linum.ir.DType.BOOL;
import static linum.ir.DType.COMPLEX128;
import static linum.ir.DType.COMPLEX64;
import static linum.ir.DType.FLOAT16;
import static linum.ir.DType.FLOAT32;
import static linum.ir.DType.FLOAT64;
import static linum.ir.DType.INT16;
import static linum.ir.DType.INT32;
import static linum.ir.DType.INT64;
import static linum.ir.DType.INT8;
import static linum.ir.DType.UINT16;
import static linum.ir.DType.UINT32;
import static linum.ir.DType.UINT64;
import static linum.ir.DType.UINT8;

/// The partial order of element types under promotion.
///
/// A node is a small number: the ordinal of a [DType], or one of the three weak types after them.
/// Sets of nodes are bits of an `int`.
final class Lattice {
  private static final int WEAK_INT = DType.values().length;
  private static final int WEAK_FLOAT = WEAK_INT + 1;
  private static final int WEAK_COMPLEX = WEAK_INT + 2;
  private static final int NODES = WEAK_INT + 3;

  static final Lattice X64 = standard(true);

  /// Without 64-bit types, `uint32` and `int32` meet in `int32`.
  static final Lattice X32 = standard(false);

  static final Lattice STRICT = strict();

  private final int[] above = new int[NODES];

  private Lattice() {
    for (int n = 0; n < NODES; n++) {
      above[n] = 1 << n;
    }
  }

  static int node(DType dtype, boolean weak) {
    return !weak
        ? dtype.ordinal()
        : switch (dtype.kind()) {
          case SIGNED, UNSIGNED -> WEAK_INT;
          case FLOATING -> WEAK_FLOAT;
          case COMPLEX -> WEAK_COMPLEX;
          case BOOL, KEY, FLOAT0, TOKEN -> dtype.ordinal();
        };
  }

  static boolean isWeak(int node) {
    return node >= WEAK_INT;
  }

  /// The type that elements have, with 64-bit types on.
  static DType dtype(int node) {
    return node == WEAK_INT
        ? INT64
        : node == WEAK_FLOAT ? FLOAT64 : node == WEAK_COMPLEX ? COMPLEX128 : DType.values()[node];
  }

  /// The node above all the given ones that is below every other such node; -1 if there is none.
  int leastUpperBound(int... nodes) {
    int common = -1;
    for (int n : nodes) {
      common &= above[n];
    }
    for (int n = 0; n < NODES; n++) {
      if ((common & 1 << n) != 0 && (common & ~above[n]) == 0) {
        return n;
      }
    }
    return -1;
  }

  // Edges are given from the top down, so that what is above `to` is known.
  private void edge(int from, int... to) {
    for (int t : to) {
      above[from] |= above[t];
    }
  }

  private static Lattice standard(boolean x64) {
    Lattice l = new Lattice();
    l.edge(COMPLEX64.ordinal(), COMPLEX128.ordinal());
    l.edge(WEAK_COMPLEX, COMPLEX64.ordinal());
    l.edge(FLOAT64.ordinal(), COMPLEX128.ordinal());
    l.edge(FLOAT32.ordinal(), FLOAT64.ordinal(), COMPLEX64.ordinal());
    l.edge(FLOAT16.ordinal(), FLOAT32.ordinal());
    l.edge(BFLOAT16.ordinal(), FLOAT32.ordinal());
    l.edge(WEAK_FLOAT, BFLOAT16.ordinal(), FLOAT16.ordinal(), WEAK_COMPLEX);
    l.edge(INT64.ordinal(), WEAK_FLOAT);
    l.edge(INT32.ordinal(), INT64.ordinal());
    l.edge(INT16.ordinal(), INT32.ordinal());
    l.edge(INT8.ordinal(), INT16.ordinal());
    l.edge(UINT64.ordinal(), WEAK_FLOAT);
    l.edge(UINT32.ordinal(), UINT64.ordinal(), (x64 ? INT64 : INT32).ordinal());
    l.edge(UINT16.ordinal(), UINT32.ordinal(), INT32.ordinal());
    l.edge(UINT8.ordinal(), UINT16.ordinal(), INT16.ordinal());
    l.edge(WEAK_INT, UINT8.ordinal(), INT8.ordinal());
    l.edge(BOOL.ordinal(), WEAK_INT);
    return l;
  }

  private static Lattice strict() {
    Lattice l = new Lattice();
    for (DType d : DType.values()) {
      switch (d.kind()) {
        case SIGNED, UNSIGNED -> l.edge(WEAK_INT, d.ordinal());
        case FLOATING -> l.edge(WEAK_FLOAT, d.ordinal());
        case COMPLEX -> l.edge(WEAK_COMPLEX, d.ordinal());
        case BOOL, KEY, FLOAT0, TOKEN -> {}
      }
    }
    l.edge(WEAK_FLOAT, WEAK_COMPLEX);
    l.edge(WEAK_INT, WEAK_FLOAT);
    return l;
  }
}
