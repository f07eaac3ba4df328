package linum.llvm.nest;

import java.util.Map;
import java.util.function.BiFunction;
import linum.ir.Atom;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Emits places: affine numbers, as an `i64` or as integers in lanes.
final class Numbers {
  private final Code code;
  private final BiFunction<Atom, Frame, Val> scalar;

  /// @param scalar the element of a rank-0 operand
  Numbers(Code code, BiFunction<Atom, Frame, Val> scalar) {
    this.code = code;
    this.scalar = scalar;
  }

  /// The number, in the first lane if it varies.
  Val first(Affine a, Frame f) {
    Val known = f.known(a);
    if (known != null) {
      return known;
    }
    Val sum = Val.i64(a.constant());
    for (Map.Entry<Symbol, Long> t : a.terms().entrySet()) {
      sum = code.add(sum, code.mul(symbol(t.getKey(), f), Val.i64(t.getValue())));
    }
    f.know(a, sum);
    return sum;
  }

  private Val symbol(Symbol s, Frame f) {
    return switch (s) {
      case Symbol.Loop l -> f.counter(l);
      case Symbol.Quotient q -> code.binary("sdiv", first(q.of(), f), Val.i64(q.by()));
      case Symbol.Remainder r -> code.binary("srem", first(r.of(), f), Val.i64(r.by()));
      case Symbol.Start b -> {
        Val v = scalar.apply(b.index(), f);
        boolean signed = b.index().aval().dtype().isSigned();
        Val wide = v.type().bits() == 64 ? v : code.cast(signed ? "sext" : "zext", v, IrType.I64);
        Val last = Val.i64(b.extent() - 1);
        yield signed
            ? code.intrinsic("smin", code.intrinsic("smax", wide, Val.i64(0)), last)
            : code.intrinsic("umin", wide, last);
      }
    };
  }

  /// The number in a lane of its own each, or once if it does not vary.
  ///
  /// @param type a type of integers, which it is cut to
  Val lanes(Affine a, Frame f, IrType type) {
    Symbol.Loop vector = f.vector();
    if (vector == null || !a.dependsOn(vector)) {
      return resize(first(a, f), type);
    }
    IrType wide = type.of(f.lanes());
    if (a.isIrregularIn(vector)) {
      Val all = new Val("poison", wide);
      for (int i = 0; i < f.lanes(); i++) {
        all = code.insert(all, resize(first(a, lane(f, vector, i)), type), i);
      }
      return all;
    }
    Val base = code.splat(resize(first(a, f), type), f.lanes());
    Val steps = code.mul(Val.lanesOf(wide), Val.constant(wide, a.coefficient(vector)));
    return code.add(base, steps);
  }

  /// The frame of one lane.
  Frame lane(Frame f, Symbol.Loop vector, int i) {
    return f.lane(code.add(f.counter(vector), Val.i64(i)));
  }

  private Val resize(Val v, IrType type) {
    return type.bits() == 64
        ? v
        : type.bits() < 64 ? code.cast("trunc", v, type) : code.cast("sext", v, type);
  }
}
