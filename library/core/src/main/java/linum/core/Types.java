package linum.core;

import java.util.Arrays;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import linum.ir.Promotion.Type;
import linum.ir.Scalars;

/// Arrays and numbers brought to the types that [Promotion] says.
public final class Types {
  private Types() {}

  /// The type that the given arrays have in common.
  public static Type common(Array... arrays) {
    return Promotion.resultType(Arrays.stream(arrays).map(Array::aval).toArray(Aval[]::new));
  }

  /// The type that an array and a number have in common.
  static Type common(Array x, Number y) {
    Type t = of(y);
    return Promotion.resultType(x.aval(), Aval.weak(t.dtype()));
  }

  /// The floating type for functions of arrays of a type.
  public static DType inexact(DType t) {
    return Promotion.inexact(new Type(t, false)).dtype();
  }

  /// The type of a number written in the source: it gives way to others.
  public static Type of(Number x) {
    return new Type(isWhole(x) ? Promotion.defaultInt() : Promotion.defaultFloat(), true);
  }

  static boolean isWhole(Number x) {
    return x instanceof Integer || x instanceof Long || x instanceof Short || x instanceof Byte;
  }

  /// The given array as another type; nothing happens to one that has it.
  public static Array convert(Array x, Type to) {
    if (x instanceof ConcreteArray c && c.isNumber() && c.aval().weak()) {
      return scalar(c.scalar(), to);
    }
    if (x instanceof ConcreteArray c
        && c.dtype() == to.dtype()
        && Trace.current() == Eval.INSTANCE) {
      return c.withWeak(to.weak());
    }
    return Ops.convert(x, to.dtype(), to.weak());
  }

  /// The scalar `x` of a type.
  ///
  /// @throws IllegalArgumentException if an integer does not fit
  public static Array scalar(Number x, Type type) {
    DType t = type.dtype();
    boolean checked = isWhole(x) && t.isInteger() && t != DType.UINT64;
    if (checked && Scalars.wrap(x.longValue(), t) != x.longValue()) {
      throw new IllegalArgumentException(
          "the number %s does not fit into %s\nConvert the array to a wider type first, as in x.astype(DType.FLOAT32)"
              .formatted(x, t));
    }
    return ConcreteArray.of(new Aval(t, Dims.NONE, type.weak()), x);
  }

  /// A number as a weakly typed scalar array.
  public static Array weak(Number x) {
    return scalar(x, of(x));
  }
}
