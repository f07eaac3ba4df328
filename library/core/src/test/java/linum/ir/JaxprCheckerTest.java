package linum.ir;

import static linum.ir.Building.F32;
import static linum.ir.Building.F32_3;
import static linum.ir.Building.f32;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JaxprCheckerTest {
  private final Atom.Var a = new Atom.Var(F32_3);
  private final Atom.Var b = new Atom.Var(F32_3);

  private static void refused(Jaxpr jaxpr, String message) {
    assertThatThrownBy(() -> JaxprChecker.check(jaxpr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the program is not well-formed: " + message);
  }

  @Test
  void acceptsAProgramWithProgramsInside() {
    Building body = new Building();
    Jaxpr f = body.out(body.op(Unary.SIN, body.op(Unary.COS, body.in(F32_3))));
    Building p = new Building();
    Atom.Var x = p.in(F32_3);
    Atom.Var y = p.op(new Call.Jit("f", f), x);
    Jaxpr jaxpr = p.out(p.op(Binary.ADD, y, p.op(new Call.Jit("f", f), y)), f32(1));
    assertThatCode(() -> JaxprChecker.check(jaxpr)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnOperandThatIsNotDefined() {
    Eqn later = new Eqn(Unary.NEG, List.of(b), List.of(new Atom.Var(F32_3)));
    refused(
        new Jaxpr(List.of(a), List.of(later), List.of(a)),
        "in the equation\n  _:f32[3] = neg b\nthe operand b is not defined before");
  }

  @Test
  void refusesAVariableOfAnOuterProgram() {
    Jaxpr inner =
        new Jaxpr(List.of(), List.of(new Eqn(Unary.NEG, List.of(a), List.of(b))), List.of(b));
    Atom.Var c = new Atom.Var(F32_3);
    Eqn call = new Eqn(new Call.Jit("f", inner), List.of(), List.of(c));
    refused(
        new Jaxpr(List.of(a), List.of(call), List.of(c)),
        "in the equation\n  b:f32[3] = neg a\nthe operand a is not defined before");
  }

  @Test
  void refusesAResultThatIsNotDefined() {
    refused(
        new Jaxpr(List.of(a), List.of(), List.of(b)),
        "the result b of type float32[3] is not defined");
  }

  @Test
  void refusesAnInputThatIsThereTwice() {
    refused(new Jaxpr(List.of(a, a), List.of(), List.of()), "the input a is there twice");
  }

  @Test
  void refusesASecondDefinition() {
    Eqn eqn = new Eqn(Unary.NEG, List.of(a), List.of(b));
    refused(
        new Jaxpr(List.of(a), List.of(eqn, eqn), List.of(b)),
        "in the equation\n  b:f32[3] = neg a\nb is defined for the second time");
  }

  @Test
  void refusesAnotherTypeThanTheRuleGives() {
    Atom.Var scalar = new Atom.Var(F32);
    Eqn eqn =
        new Eqn(Unary.NEG, List.of(a), List.of(scalar), new SourceInfo("Main.java", 7, "loss", ""));
    refused(
        new Jaxpr(List.of(a), List.of(eqn), List.of(scalar)),
        "in the equation\n  b:f32[] = neg a\nmade at Main.java:7 (loss): "
            + "b is declared as float32[], but neg of [float32[3]] gives float32[3]");
  }

  @Test
  void refusesAnotherNumberOfResults() {
    Eqn eqn = new Eqn(Unary.NEG, List.of(a), List.of(b, new Atom.Var(F32_3)));
    refused(
        new Jaxpr(List.of(a), List.of(eqn), List.of(b)),
        "in the equation\n  b:f32[3] _:f32[3] = neg a\n"
            + "it has 2 results, but neg of [float32[3]] gives 1");
  }

  @Test
  void refusesWhatTheRuleOfThePrimitiveRefuses() {
    Atom.Var pair = new Atom.Var(Aval.of(DType.FLOAT32, 2));
    Eqn eqn = new Eqn(Binary.ADD, List.of(a, pair), List.of(new Atom.Var(F32_3)));
    refused(
        new Jaxpr(List.of(a, pair), List.of(eqn), List.of()),
        """
        in the equation
          _:f32[3] = add a b
        add: operands must have shapes that are equal up to axes of size 1, or be scalars, got float32[3] and float32[2]
        Bring them to one number of axes with expandDims, or use the function of Jnp, which broadcasts.\
        """);
  }

  @Test
  void doesNotMindWeakness() {
    Atom.Var weak = new Atom.Var(Aval.weak(DType.FLOAT32));
    Eqn eqn = new Eqn(Unary.NEG, List.of(weak), List.of(new Atom.Var(F32)));
    assertThatCode(() -> JaxprChecker.check(new Jaxpr(List.of(weak), List.of(eqn), List.of())))
        .doesNotThrowAnyException();
  }
}
