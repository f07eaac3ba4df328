package linum.transform;

import static linum.transform.TransposeRules.single;
import static linum.transform.TransposeRules.unspread;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Binary;
import linum.ir.Elementwise;
import linum.ir.Special;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Transposes of elementwise functions.
final class ElementwiseTranspose {
  private ElementwiseTranspose() {}

  static List<@Nullable Array> rule(Elementwise p, Operands in, Array ct) {
    return switch (p) {
      case Unary u -> single(unary(u, in, ct));
      case Binary b -> binary(b, in, ct);
      case Elementwise.ConvertElementType _ -> single(Ops.convert(ct, in.aval(0).dtype()));
      case Elementwise.ReducePrecision r -> single(Trace.bind(r, ct));
      case Elementwise.IntegerPow(int y) when y == 1 -> single(ct);
      case Elementwise.SelectN _ -> selectN(in, ct);
      case Special _,
          Elementwise.IntegerPow _,
          Elementwise.Clamp _,
          Elementwise.BitcastConvertType _ ->
          throw in.notLinear();
    };
  }

  private static Array unary(Unary u, Operands in, Array ct) {
    return switch (u) {
      case NEG -> Ops.neg(ct);
      case COPY -> Trace.bind(Unary.COPY, ct);
      case SIGN,
          ABS,
          FLOOR,
          CEIL,
          ROUND_AWAY_FROM_ZERO,
          ROUND_TO_NEAREST_EVEN,
          IS_FINITE,
          EXP,
          EXP2,
          LOG,
          EXPM1,
          LOG1P,
          LOGISTIC,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          SQRT,
          RSQRT,
          CBRT,
          SQUARE,
          ERF,
          ERFC,
          ERF_INV,
          LGAMMA,
          DIGAMMA,
          BESSEL_I0E,
          BESSEL_I1E,
          NOT,
          POPULATION_COUNT,
          CLZ,
          STOP_GRADIENT ->
          throw in.notLinear();
    };
  }

  private static List<@Nullable Array> binary(Binary b, Operands in, Array ct) {
    List<@Nullable Array> out = Duals.zeros(2);
    switch (b) {
      case ADD, ADD_ANY, SUB -> {
        if (in.isLinear(0)) {
          out.set(0, unspread(ct, in.aval(0)));
        }
        if (in.isLinear(1)) {
          Array second = unspread(ct, in.aval(1));
          out.set(1, b == Binary.SUB ? Ops.neg(second) : second);
        }
      }
      case MUL -> {
        if (in.isLinear(0)) {
          out.set(0, unspread(Ops.mul(ct, in.value(1)), in.aval(0)));
        } else {
          out.set(1, unspread(Ops.mul(in.value(0), ct), in.aval(1)));
        }
      }
      case DIV -> out.set(0, unspread(Ops.div(ct, in.value(1)), in.aval(0)));
      case REM,
          POW,
          MAX,
          MIN,
          ATAN2,
          NEXTAFTER,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_ARITHMETIC,
          SHIFT_RIGHT_LOGICAL,
          MULHI,
          EQ,
          NE,
          LT,
          LE,
          GT,
          GE,
          EQ_TO,
          LT_TO,
          LE_TO ->
          throw in.notLinear();
    }
    return out;
  }

  // Each case gets the cotangent where it was chosen.
  private static List<@Nullable Array> selectN(Operands in, Array ct) {
    Array which = in.value(0);
    List<@Nullable Array> out = Duals.zeros(in.size());
    Array zeros = Ops.zeros(ct.aval().strong());
    for (int i = 1; i < in.size(); i++) {
      if (in.isLinear(i)) {
        Array[] operands = new Array[in.size()];
        Arrays.fill(operands, zeros);
        operands[0] = which;
        operands[i] = ct;
        out.set(i, Trace.bind(new Elementwise.SelectN(), operands));
      }
    }
    return out;
  }
}
