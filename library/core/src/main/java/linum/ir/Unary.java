package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.COMPLEX;
import static linum.ir.DType.Kind.FLOAT0;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.KEY;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.TOKEN;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.List;

/// Elementwise functions of one operand.
public enum Unary implements Elementwise {
  NEG("neg", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  SIGN("sign", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  ABS("abs", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  FLOOR("floor", FLOATING),
  CEIL("ceil", FLOATING),
  /// To the nearest integer, ties away from zero.
  ROUND_AWAY_FROM_ZERO("round", FLOATING),
  /// To the nearest integer, ties to even.
  ROUND_TO_NEAREST_EVEN("round", FLOATING),
  /// Whether neither infinite nor NaN; a `bool`.
  IS_FINITE("is_finite", FLOATING),
  EXP("exp", FLOATING, COMPLEX),
  EXP2("exp2", FLOATING, COMPLEX),
  LOG("log", FLOATING, COMPLEX),
  EXPM1("expm1", FLOATING, COMPLEX),
  LOG1P("log1p", FLOATING, COMPLEX),
  LOGISTIC("logistic", FLOATING, COMPLEX),
  SIN("sin", FLOATING, COMPLEX),
  COS("cos", FLOATING, COMPLEX),
  TAN("tan", FLOATING, COMPLEX),
  ASIN("asin", FLOATING, COMPLEX),
  ACOS("acos", FLOATING, COMPLEX),
  ATAN("atan", FLOATING, COMPLEX),
  SINH("sinh", FLOATING, COMPLEX),
  COSH("cosh", FLOATING, COMPLEX),
  TANH("tanh", FLOATING, COMPLEX),
  ASINH("asinh", FLOATING, COMPLEX),
  ACOSH("acosh", FLOATING, COMPLEX),
  ATANH("atanh", FLOATING, COMPLEX),
  SQRT("sqrt", FLOATING, COMPLEX),
  RSQRT("rsqrt", FLOATING, COMPLEX),
  CBRT("cbrt", FLOATING),
  SQUARE("square", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  ERF("erf", FLOATING),
  ERFC("erfc", FLOATING),
  ERF_INV("erf_inv", FLOATING),
  LGAMMA("lgamma", FLOATING),
  DIGAMMA("digamma", FLOATING),
  /// The modified Bessel function of order 0, times `e^-|x|`.
  BESSEL_I0E("bessel_i0e", FLOATING),
  /// The modified Bessel function of order 1, times `e^-|x|`.
  BESSEL_I1E("bessel_i1e", FLOATING),
  /// Logical for booleans, bitwise for integers.
  NOT("not", BOOL, SIGNED, UNSIGNED),
  POPULATION_COUNT("population_count", SIGNED, UNSIGNED),
  /// Leading zero bits.
  CLZ("clz", SIGNED, UNSIGNED),
  COPY("copy", BOOL, SIGNED, UNSIGNED, FLOATING, COMPLEX, KEY, FLOAT0, TOKEN),
  /// The operand, but a constant to every derivative.
  STOP_GRADIENT("stop_gradient", BOOL, SIGNED, UNSIGNED, FLOATING, COMPLEX, KEY, FLOAT0, TOKEN);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final DType.Kind[] kinds;

  Unary(String label, DType.Kind... kinds) {
    this.label = label;
    this.kinds = kinds;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public List<Aval> infer(List<Aval> in) {
    Aval x = Typing.require(this, Typing.operands(this, in, 1).getFirst(), kinds);
    return List.of(this == IS_FINITE ? new Aval(DType.BOOL, x.shape()) : x);
  }

  @Override
  public List<Param> params() {
    return this == ROUND_AWAY_FROM_ZERO || this == ROUND_TO_NEAREST_EVEN
        ? Param.of("rounding_method", this == ROUND_AWAY_FROM_ZERO ? 0 : 1)
        : List.of();
  }
}
