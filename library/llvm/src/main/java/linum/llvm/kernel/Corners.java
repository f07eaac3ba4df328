package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Where blocks of an array begin: at index vectors from memory.
///
/// @param shape of the array
/// @param block how large a block is, one number an axis
/// @param axes the axis that each entry of an index vector addresses
/// @param dtype of the indices
/// @param along axes of the array that go along with axes of the batch of index vectors
/// @param drop whether blocks that do not lie inside are left out; others are moved inside
record Corners(Dims shape, Dims block, Dims axes, DType dtype, List<Along> along, boolean drop) {

  /// @param stride of the axis in the array
  /// @param inner how many index vectors lie in one step of the batch axis
  /// @param size of the axis
  record Along(long stride, long inner, long size) {}

  /// @param place in elements
  /// @param inside whether the block is there, an `i1`; constant if it always is
  record Corner(Val place, Val inside) {}

  /// The entries of an index vector that lie side by side.
  Corner of(Code code, Val indices, Val vector) {
    Val first = code.at(indices, Index.times(code, vector, axes.rank()), dtype.byteSize());
    Corner corner =
        of(
            code,
            i ->
                wide(
                    code,
                    Registers.load(code, dtype, code.at(first, Val.i64(i), dtype.byteSize()), 1),
                    dtype));
    Val place = corner.place();
    for (Along a : along) {
      Val here = Index.rem(code, Index.div(code, vector, a.inner()), a.size());
      place = code.add(place, Index.times(code, here, a.stride()));
    }
    return new Corner(place, corner.inside());
  }

  /// Brings an entry of an index vector as an `i64`.
  @FunctionalInterface
  interface Entries {
    Val entry(int i);
  }

  Corner of(Code code, Entries entries) {
    long[] strides = shape.strides();
    Val place = Val.i64(0);
    Val inside = Val.i1(true);
    for (int i = 0; i < axes.rank(); i++) {
      int axis = axes.get(i);
      long last = (long) shape.get(axis) - block.get(axis);
      if (last == 0 && !drop) {
        continue;
      }
      Val start = entries.entry(i);
      if (drop) {
        // A negative index is a huge unsigned one.
        Val fits = code.compare("icmp ule", start, Val.i64(last));
        inside = inside.isConstant() ? fits : code.and(inside, fits);
      }
      Val moved =
          dtype.isSigned()
              ? code.intrinsic("smin", code.intrinsic("smax", start, Val.i64(0)), Val.i64(last))
              : code.intrinsic("umin", start, Val.i64(last));
      place = code.add(place, Index.times(code, moved, strides[axis]));
    }
    return new Corner(place, inside);
  }

  /// An index of any type as an `i64`.
  static Val wide(Code code, Val index, DType dtype) {
    return index.type().bits() == 64
        ? index
        : code.cast(dtype.isSigned() ? "sext" : "zext", index, IrType.I64);
  }

  /// How many groups the index vectors fall into whose blocks cannot meet, one after the other in
  /// the order of the vectors: those with the same place in the outermost axes of the batch, as far
  /// as these go along with axes of the array.
  long separate(long vectors) {
    long groups = 1;
    long inner = vectors;
    boolean more = vectors > 0;
    while (more) {
      more = false;
      for (Along a : along) {
        if (a.size() > 1 && a.inner() * a.size() == inner) {
          groups *= a.size();
          inner = a.inner();
          more = true;
        }
      }
    }
    return groups;
  }
}
