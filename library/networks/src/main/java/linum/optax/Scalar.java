package linum.optax;

import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.numpy.Jnp;

/// A number that an optimizer is made with.
///
/// Usually it is fixed, and part of the program. Inside [Optax#injectHyperparams] it is an array of
/// the state, so that it can be changed or scheduled without compiling again. Formulas treat both
/// alike: what is fixed is computed with doubles while the program is made.
///
/// `Scalar = Fixed | Given`
public sealed interface Scalar extends ScalarOrSchedule {

  static Scalar of(double value) {
    return new Fixed(value);
  }

  /// A number that the program is given.
  ///
  /// @param value a floating scalar
  static Scalar of(Array value) {
    return new Given(value);
  }

  /// As an array; weakly typed if it is fixed.
  Array toArray();

  /// `this · x`, in the type of `x`.
  Array mul(Array x);

  /// `x + this`, in the type of `x`.
  Array add(Array x);

  /// `this ^ exponent`.
  Array pow(Array exponent);

  /// Whether it is fixed at this value.
  boolean isFixedAt(double value);

  /// A function of it.
  Scalar map(DoubleUnaryOperator ofNumber, UnaryOperator<Array> ofArray);

  /// A function of it and another one.
  default Scalar combine(
      Scalar other, DoubleBinaryOperator ofNumbers, BinaryOperator<Array> ofArrays) {
    return this instanceof Fixed(double a) && other instanceof Fixed(double b)
        ? new Fixed(ofNumbers.applyAsDouble(a, b))
        : new Given(ofArrays.apply(toArray(), other.toArray()));
  }

  default Scalar plus(Scalar other) {
    return combine(other, Double::sum, Array::add);
  }

  default Scalar times(Scalar other) {
    return combine(other, (a, b) -> a * b, Array::mul);
  }

  default Scalar times(double factor) {
    return map(a -> a * factor, a -> a.mul(factor));
  }

  default Scalar neg() {
    return map(a -> -a, Array::neg);
  }

  /// `1 - this`.
  default Scalar oneMinus() {
    return map(a -> 1 - a, a -> Jnp.subtract(1, a));
  }

  /// `1 / this`.
  default Scalar reciprocal() {
    return map(a -> 1 / a, a -> Jnp.divide(1, a));
  }

  default Scalar sqrt() {
    return map(Math::sqrt, Array::sqrt);
  }

  /// A number of the program.
  record Fixed(double value) implements Scalar {
    @Override
    public Array toArray() {
      return Jnp.asarray(value);
    }

    @Override
    public Array mul(Array x) {
      return x.mul(value);
    }

    @Override
    public Array add(Array x) {
      return value == 0 ? x : x.add(value);
    }

    @Override
    public Array pow(Array exponent) {
      return Jnp.power(value, exponent);
    }

    @Override
    public boolean isFixedAt(double other) {
      return value == other;
    }

    @Override
    public Scalar map(DoubleUnaryOperator ofNumber, UnaryOperator<Array> ofArray) {
      return new Fixed(ofNumber.applyAsDouble(value));
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /// A number that the program is given.
  record Given(Array value) implements Scalar {
    @Override
    public Array toArray() {
      return value;
    }

    @Override
    public Array mul(Array x) {
      return x.mul(value.astype(x.dtype()));
    }

    @Override
    public Array add(Array x) {
      return x.add(value.astype(x.dtype()));
    }

    @Override
    public Array pow(Array exponent) {
      return value.pow(exponent);
    }

    @Override
    public boolean isFixedAt(double other) {
      return false;
    }

    @Override
    public Scalar map(DoubleUnaryOperator ofNumber, UnaryOperator<Array> ofArray) {
      return new Given(ofArray.apply(value));
    }
  }
}
