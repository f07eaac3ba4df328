package linum.llvm.kernel;

import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Reduction;
import linum.ir.Unary;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// How running combinations are computed: sums and products of floating numbers as `float64`, and
/// rounded when they are stored.
///
/// @param dtype of the elements
record Running(Reduction.Running kind, DType dtype) {

  /// The type in which elements are combined.
  DType type() {
    boolean ordered = kind == Reduction.Running.MAX || kind == Reduction.Running.MIN;
    if (!dtype.isFloating() || dtype == DType.FLOAT64) {
      return dtype;
    }
    return ordered ? DType.FLOAT32 : DType.FLOAT64;
  }

  /// How many elements are combined side by side.
  int lanes(int vectorBytes) {
    return Math.max(1, vectorBytes / Math.max(4, type().byteSize()));
  }

  /// What an element takes, roughly.
  double nanos() {
    return kind == Reduction.Running.LOGSUMEXP ? 20 : 0.5;
  }

  /// What changes nothing.
  Val neutral(int lanes) {
    IrType t = Registers.type(type()).of(lanes);
    boolean real = type().isFloating();
    int bits = t.bits();
    return switch (kind) {
      case SUM -> real ? Val.constant(t, -0.0) : Val.constant(t, 0);
      case PROD -> real ? Val.constant(t, 1.0) : Val.constant(t, 1);
      case LOGSUMEXP -> Val.constant(t, Double.NEGATIVE_INFINITY);
      case MAX ->
          real
              ? Val.constant(t, Double.NEGATIVE_INFINITY)
              : Val.constant(t, type().isSigned() ? 1L << (bits - 1) : 0);
      case MIN ->
          real
              ? Val.constant(t, Double.POSITIVE_INFINITY)
              : Val.constant(t, type().isSigned() ? ~(1L << (bits - 1)) : -1);
    };
  }

  Val load(Code code, Val pointer, int lanes) {
    Val v = Registers.load(code, dtype, pointer, lanes);
    IrType to = Registers.type(type());
    return v.type().bits() == to.bits() ? v : code.cast("fpext", v, to);
  }

  void store(Code code, Val v, Val pointer) {
    IrType to = Registers.type(dtype);
    Val narrow = v.type().bits() == to.bits() ? v : code.cast("fptrunc", v, to);
    Registers.store(code, dtype, Registers.round(code, dtype, narrow), pointer);
  }

  Val combine(Code code, Val a, Val b) {
    return switch (kind) {
      case SUM -> code.add(a, b);
      case PROD -> code.mul(a, b);
      case MAX -> binary(code, Binary.MAX, a, b);
      case MIN -> binary(code, Binary.MIN, a, b);
      case LOGSUMEXP -> code.call(a.type(), logAddExp(code.module(), a.type()), a, b);
    };
  }

  private Val binary(Code code, Binary p, Val a, Val b) {
    return Elements.emit(code, p, List.of(a, b), List.of(type(), type()), type());
  }

  private Val unary(Code code, Unary p, Val x) {
    return Elements.emit(code, p, List.of(x), List.of(type()), type());
  }

  /// The function `ln(e^a + e^b)`, without overflow. It is long, so each module has it once.
  private String logAddExp(IrModule module, IrType type) {
    String name = "logaddexp_" + type.suffix();
    if (!module.defines(name)) {
      Code code = module.function(name, false, type, type, type);
      Val a = code.parameter(0);
      Val b = code.parameter(1);
      Val larger = binary(code, Binary.MAX, a, b);
      Val apart = code.fneg(code.intrinsic("fabs", code.sub(a, b)));
      Val more = unary(code, Unary.LOG1P, unary(code, Unary.EXP, apart));
      Val infinity = Val.constant(type, Double.POSITIVE_INFINITY);
      Val finite = code.compare("fcmp olt", code.intrinsic("fabs", larger), infinity);
      code.finish(code.select(finite, code.add(larger, more), larger));
    }
    return "@" + name;
  }

  /// Each lane combined with all before it.
  Val prefix(Code code, Val v) {
    int lanes = v.type().lanes();
    Val all = v;
    for (int distance = 1; distance < lanes; distance *= 2) {
      int by = distance;
      Val moved =
          code.shuffle(
              neutral(lanes), all, IntStream.range(0, lanes).map(i -> i < by ? i : lanes + i - by));
      all = combine(code, moved, all);
    }
    return all;
  }
}
