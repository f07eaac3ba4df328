package linum.llvm.nest;

import java.util.stream.IntStream;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import org.jspecify.annotations.Nullable;

/// Emits reading and writing elements in memory.
final class Loads {
  private final Code code;
  private final Numbers numbers;

  Loads(Code code, Numbers numbers) {
    this.code = code;
    this.numbers = numbers;
  }

  /// Elements of an array: one if the place does not vary, else one a lane.
  ///
  /// @param flat the place in the memory, in elements
  /// @param mask in which lanes the place is inside the array; null if in all
  Val load(Val pointer, Aval aval, Affine flat, Frame f, @Nullable Val mask) {
    DType dtype = aval.dtype();
    int bytes = dtype.byteSize();
    Symbol.Loop vector = f.vector();
    if (vector == null || !flat.dependsOn(vector)) {
      Val at = numbers.first(flat, f);
      Val safe = mask == null ? at : inside(at, aval);
      return Registers.load(code, dtype, code.at(pointer, safe, bytes), 1);
    }
    boolean regular = !flat.isIrregularIn(vector);
    long step = flat.coefficient(vector);
    if (regular && step == 1 && mask == null) {
      return Registers.load(
          code, dtype, code.at(pointer, numbers.first(flat, f), bytes), f.lanes());
    }
    if (regular && step == 1 && mask != null && isMaskable(dtype)) {
      return masked(dtype, code.at(pointer, numbers.first(flat, f), bytes), f.lanes(), mask);
    }
    if (regular && step == -1 && mask == null) {
      Val last = code.add(numbers.first(flat, f), Val.i64(1 - f.lanes()));
      Val reversed = Registers.load(code, dtype, code.at(pointer, last, bytes), f.lanes());
      int lanes = f.lanes();
      return code.shuffle(reversed, IntStream.range(0, lanes).map(i -> lanes - 1 - i));
    }
    return gathered(pointer, aval, flat, f, mask != null);
  }

  private Val gathered(Val pointer, Aval aval, Affine flat, Frame f, boolean anywhere) {
    DType dtype = aval.dtype();
    Symbol.Loop vector = f.vector();
    if (vector == null) {
      throw new IllegalStateException("there are no lanes to gather");
    }
    boolean regular = !flat.isIrregularIn(vector);
    Val first = regular ? numbers.first(flat, f) : Val.i64(0);
    Val all = new Val("poison", Registers.type(dtype).of(f.lanes()));
    for (int i = 0; i < f.lanes(); i++) {
      Val at =
          regular
              ? code.add(first, Val.i64(i * flat.coefficient(vector)))
              : numbers.first(flat, numbers.lane(f, vector, i));
      Val safe = anywhere ? inside(at, aval) : at;
      Val one = Registers.load(code, dtype, code.at(pointer, safe, dtype.byteSize()), 1);
      all = code.insert(all, one, i);
    }
    return all;
  }

  /// A place brought into the array, whose element is then not used.
  private Val inside(Val at, Aval aval) {
    return code.intrinsic("smin", code.intrinsic("smax", at, Val.i64(0)), Val.i64(aval.size() - 1));
  }

  private static boolean isMaskable(DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64, INT32, UINT32, INT64, UINT64 -> true;
      default -> false;
    };
  }

  private Val masked(DType dtype, Val pointer, int lanes, Val mask) {
    IrType type = Registers.type(dtype).of(lanes);
    return code.call(
        type,
        "@llvm.masked.load." + type.suffix() + ".p0",
        pointer,
        Val.i32(dtype.byteSize()),
        code.splat(mask, lanes),
        new Val("zeroinitializer", type));
  }

  /// Writes an element, or one a lane to neighbouring places.
  ///
  /// @param around whether whole vectors go around the caches; then they are aligned
  void store(Val pointer, DType dtype, Affine flat, Frame f, Val v, boolean around) {
    Val to = code.at(pointer, numbers.first(flat, f), dtype.byteSize());
    Val all = f.varies(flat) ? code.splat(v, f.lanes()) : v;
    if (around && all.type().isVector()) {
      code.storeStreaming(all, to);
    } else {
      Registers.store(code, dtype, all, to);
    }
  }

  /// Whether the elements of a type lie in memory as they do in registers.
  static boolean isPlain(DType dtype) {
    return isMaskable(dtype);
  }
}
