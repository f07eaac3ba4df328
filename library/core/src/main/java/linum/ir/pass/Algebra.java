package linum.ir.pass;

import java.util.HashMap;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Movement;
import linum.ir.Primitive;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Leaves away equations that give their operand: `x * 1`, `x / 1`, `x - 0`, conversions to the
/// type that is there, movements that move nothing, and pairs that undo each other.
///
/// Each identity holds for every element, NaN, infinities and signed zeros included; so `x + 0`
/// stays for floating types, where it turns -0 into 0, and `x * 0` stays as well.
public final class Algebra {
  private Algebra() {}

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(Algebra.class, () -> rewrite(jaxpr));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    Map<Atom, Eqn> makers = new HashMap<>();
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), Algebra::apply);
      Eqn now = new Eqn(p, out.now(e.inputs()), e.outputs(), e.source());
      Atom same = e.outputs().size() == 1 ? same(now, makers) : null;
      if (same != null && same.aval().matches(e.outputs().getFirst().aval())) {
        out.replace(e.outputs().getFirst(), same);
      } else {
        out.keep(e, p);
        e.outputs().forEach(v -> makers.put(v, now));
      }
    }
    return out.finish();
  }

  /// The operand that an equation gives; null if it does more, or if that is not known.
  private static @Nullable Atom same(Eqn e, Map<Atom, Eqn> makers) {
    return switch (e.primitive()) {
      case Binary b -> binary(b, e.inputs().get(0), e.inputs().get(1));
      case Unary u -> unary(u, e.inputs().getFirst(), makers);
      case Elementwise.IntegerPow p when p.y() == 1 -> e.inputs().getFirst();
      case Elementwise.ConvertElementType c ->
          c.newDtype() == e.inputs().getFirst().aval().dtype() ? e.inputs().getFirst() : null;
      case Elementwise.SelectN _ -> e.inputs().size() == 2 ? e.inputs().get(1) : null;
      case Movement m -> movement(m, e, makers);
      default -> null;
    };
  }

  private static @Nullable Atom binary(Binary b, Atom x, Atom y) {
    boolean whole = x.aval().dtype().isInteger();
    return switch (b) {
      case MUL -> isNumber(y, 1) ? x : isNumber(x, 1) ? y : null;
      case DIV -> isNumber(y, 1) ? x : null;
      case SUB -> isNumber(y, 0) && !isNegativeZero(y) ? x : null;
      case ADD, ADD_ANY, OR, XOR ->
          whole && isNumber(y, 0) ? x : whole && isNumber(x, 0) ? y : null;
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> isNumber(y, 0) ? x : null;
      case MAX, MIN, AND -> x.equals(y) ? x : null;
      default -> null;
    };
  }

  private static boolean isNumber(Atom a, double v) {
    return a instanceof Atom.Literal l
        && a.aval().dtype() != DType.BOOL
        && l.value().doubleValue() == v;
  }

  private static boolean isNegativeZero(Atom a) {
    return a instanceof Atom.Literal l
        && l.value() instanceof Double d
        && Double.doubleToRawLongBits(d) == Double.doubleToRawLongBits(-0.0);
  }

  private static @Nullable Atom unary(Unary u, Atom x, Map<Atom, Eqn> makers) {
    Eqn maker = makers.get(x);
    return switch (u) {
      case COPY, STOP_GRADIENT -> x;
      case NEG, NOT -> maker != null && maker.primitive() == u ? maker.inputs().getFirst() : null;
      default -> null;
    };
  }

  private static @Nullable Atom movement(Movement m, Eqn e, Map<Atom, Eqn> makers) {
    Atom x = e.inputs().getFirst();
    Aval to = e.outputs().getFirst().aval();
    Dims axes = Dims.range(x.aval().rank());
    Eqn maker = makers.get(x);
    return switch (m) {
      case Movement.BroadcastInDim b ->
          b.shape().equals(x.aval().shape()) && b.broadcastDimensions().equals(axes) ? x : null;
      case Movement.Reshape _ ->
          to.shape().equals(x.aval().shape())
              ? x
              : maker != null && maker.primitive() instanceof Movement.Reshape
                  ? maker.inputs().getFirst()
                  : null;
      case Movement.Transpose t ->
          t.permutation().equals(axes)
              ? x
              : maker != null
                      && maker.primitive() instanceof Movement.Transpose first
                      && first.permutation().at(t.permutation()).equals(axes)
                  ? maker.inputs().getFirst()
                  : null;
      case Movement.Slice _, Movement.Tile _, Movement.Pad _, Movement.Concatenate _ ->
          e.inputs().stream().skip(1).allMatch(a -> a.aval().isScalar())
                  && to.shape().equals(x.aval().shape())
                  && isWhole(m)
              ? x
              : null;
      case Movement.Squeeze s -> s.dimensions().isEmpty() ? x : null;
      case Movement.Rev r -> r.dimensions().isEmpty() ? x : null;
      case Movement.Split s -> s.sizes().rank() == 1 ? x : null;
      case Movement.Stack _, Movement.Unstack _ -> null;
    };
  }

  /// Whether a movement between equal shapes takes every element as it is.
  private static boolean isWhole(Movement m) {
    return switch (m) {
      case Movement.Slice _, Movement.Tile _ -> true;
      case Movement.Pad p ->
          p.low().stream().allMatch(l -> l == 0) && p.interior().stream().allMatch(i -> i == 0);
      case Movement.Concatenate _ -> true;
      default -> false;
    };
  }
}
