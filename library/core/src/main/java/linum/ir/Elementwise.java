package linum.ir;

import java.util.List;
import linum.ir.DType.Kind;

/// Operations on elements in the same place. Operands have equal shapes, except that scalars go
/// with any shape, and that axes of size 1 stretch in a [Binary].
///
/// `Elementwise = Unary | Binary | Special | IntegerPow | Clamp | SelectN | ConvertElementType |
/// BitcastConvertType | ReducePrecision`
public sealed interface Elementwise extends Primitive
    permits Unary,
        Binary,
        Special,
        Elementwise.IntegerPow,
        Elementwise.Clamp,
        Elementwise.SelectN,
        Elementwise.ConvertElementType,
        Elementwise.BitcastConvertType,
        Elementwise.ReducePrecision {

  /// `x` to a power known when the program is made; differentiable for negative `x`, unlike `pow`.
  record IntegerPow(int y) implements Elementwise {
    @Override
    public String label() {
      return "integer_pow";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x =
          Typing.require(
              this,
              Typing.operands(this, in, 1).getFirst(),
              Kind.SIGNED,
              Kind.UNSIGNED,
              Kind.FLOATING,
              Kind.COMPLEX);
      if (y < 0 && x.dtype().isInteger()) {
        throw new IllegalArgumentException(
            "integer_pow: %s cannot be raised to %d, whose results are fractions\nConvert it to a floating type first: x.astype(FLOAT32)."
                .formatted(x, y));
      }
      return List.of(x);
    }

    @Override
    public List<Param> params() {
      return Param.of("y", y);
    }
  }

  /// `clamp(min, x, max)`; `min` and `max` are scalars or have the shape of `x`.
  record Clamp() implements Elementwise {
    @Override
    public String label() {
      return "clamp";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 3);
      Typing.sameDtype(this, in);
      Typing.require(this, in.get(1), Kind.BOOL, Kind.SIGNED, Kind.UNSIGNED, Kind.FLOATING);
      for (int i : new int[] {0, 2}) {
        if (!in.get(i).isScalar() && !in.get(i).shape().equals(in.get(1).shape())) {
          throw new IllegalArgumentException(
              "clamp: the bounds must be scalars or have the shape of the operand, got %s for %s"
                  .formatted(in.get(i), in.get(1)));
        }
      }
      return List.of(in.get(1).withWeak(in.stream().allMatch(Aval::weak)));
    }
  }

  /// `cases[which]`, elementwise. `which` is boolean for two cases, `int32` for more; it is a
  /// scalar or has the shape of the cases, which are all of one type.
  record SelectN() implements Elementwise {
    @Override
    public String label() {
      return "select_n";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of(Typing.selectN(in));
    }
  }

  /// The elements as another type: rounded to nearest for floating types, truncated toward zero and
  /// wrapped for integers, `x != 0` for booleans.
  record ConvertElementType(DType newDtype, boolean weakType) implements Elementwise {
    @Override
    public String label() {
      return "convert_element_type";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (!x.dtype().isNumeric() && x.dtype() != newDtype) {
        throw new IllegalArgumentException(
            "convert_element_type: %s cannot be converted to %s".formatted(x, newDtype));
      }
      return List.of(new Aval(newDtype, x.shape(), weakType));
    }

    @Override
    public List<Param> params() {
      return Param.of("new_dtype", newDtype, "sharding", null, "weak_type", weakType);
    }
  }

  /// The same bits as another type. To a narrower type a last axis appears, to a wider one it goes.
  record BitcastConvertType(DType newDtype) implements Elementwise {
    @Override
    public String label() {
      return "bitcast_convert_type";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of(Typing.bitcast(Typing.operands(this, in, 1).getFirst(), newDtype));
    }

    @Override
    public List<Param> params() {
      return Param.of("new_dtype", newDtype);
    }
  }

  /// Rounds to a floating format with fewer bits, and keeps the type.
  record ReducePrecision(int exponentBits, int mantissaBits) implements Elementwise {
    @Override
    public String label() {
      return "reduce_precision";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      if (exponentBits < 1 || mantissaBits < 0) {
        throw new IllegalArgumentException(
            "reduce_precision: a number has at least 1 exponent bit and 0 mantissa bits, got %d and %d"
                .formatted(exponentBits, mantissaBits));
      }
      return List.of(Typing.require(this, Typing.operands(this, in, 1).getFirst(), Kind.FLOATING));
    }

    @Override
    public List<Param> params() {
      return Param.of("exponent_bits", exponentBits, "mantissa_bits", mantissaBits);
    }
  }
}
