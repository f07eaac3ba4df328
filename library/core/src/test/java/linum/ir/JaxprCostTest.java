package linum.ir;

import static linum.ir.Building.F32;
import static linum.ir.Building.F32_3;
import static linum.ir.Building.I32;
import static linum.ir.Building.i32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JaxprCostTest {
  private static JaxprCost cost(Aval in, Primitive p) {
    return JaxprCost.of(Building.unary(in, p));
  }

  @Test
  void aMultiplicationAndAnAdditionAreTwoOperations() {
    Building p = new Building();
    Atom.Var a = p.in(I32);
    Atom.Var b = p.in(I32);
    Jaxpr jaxpr = p.out(p.op(Binary.ADD, p.op(Binary.MUL, i32(2), a), b));
    assertThat(JaxprCost.of(jaxpr)).isEqualTo(new JaxprCost(2, 0, 24));
  }

  @Test
  void functionsLikeSineAreCountedApart() {
    assertThat(cost(F32_3, Unary.SIN)).isEqualTo(new JaxprCost(0, 3, 24));
    assertThat(cost(F32_3, Unary.NEG)).isEqualTo(new JaxprCost(3, 0, 24));
    assertThat(cost(F32_3, Unary.COPY)).isEqualTo(new JaxprCost(0, 0, 24));
    assertThat(cost(F32_3, new Elementwise.IntegerPow(5)).flops()).isEqualTo(9);
  }

  @Test
  void aProductOfMatricesTakesTwoForEachMultiplication() {
    Building p = new Building();
    Primitive dot = new Contraction.DotGeneral(Dims.of(1), Dims.of(0), Dims.NONE, Dims.NONE);
    Atom.Var x = p.in(Aval.of(DType.FLOAT32, 16, 9));
    Atom.Var w = p.in(Aval.of(DType.FLOAT32, 9, 4));
    assertThat(JaxprCost.of(p.out(p.op(dot, x, w))).flops()).isEqualTo(2.0 * 16 * 9 * 4);
  }

  // 28 places of a kernel of 3 with one element of padding at each end meet 82 elements.
  @Test
  void aConvolutionCountsWhatMeetsNoPadding() {
    ConvDimensionNumbers nhwc =
        new ConvDimensionNumbers(Dims.of(0, 3, 1, 2), Dims.of(3, 2, 0, 1), Dims.of(0, 3, 1, 2));
    Dims ones = Dims.of(1, 1);
    Primitive conv = new Contraction.Conv(ones, ones, ones, ones, ones, nhwc, 1, 1, null, null);
    Building p = new Building();
    Atom.Var x = p.in(Aval.of(DType.FLOAT32, 1, 28, 28, 1));
    Atom.Var w = p.in(Aval.of(DType.FLOAT32, 3, 3, 1, 32));
    assertThat(JaxprCost.of(p.out(p.op(conv, x, w))).flops()).isEqualTo(2.0 * 82 * 82 * 32);
  }

  @Test
  void reductionsCountTheirCombinations() {
    Reduction sum = new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0));
    assertThat(cost(F32_3, sum)).isEqualTo(new JaxprCost(2, 0, 16));
    assertThat(cost(F32_3, new Reduction.Cumulative(Reduction.Running.LOGSUMEXP, 0, false)))
        .isEqualTo(new JaxprCost(3, 6, 24));
  }

  @Test
  void loopsOfKnownLengthCountEveryStep() {
    Primitive scan = new Control.Scan(10, false, 0, 1, Building.unary(F32, Unary.EXP));
    assertThat(cost(F32, scan)).isEqualTo(new JaxprCost(0, 10, 80));
  }

  @Test
  void branchesCountAsTheMostExpensiveOne() {
    Building p = new Building();
    Building both = new Building();
    Jaxpr two = both.out(both.op(Unary.SIN, both.op(Unary.COS, both.in(F32))));
    Primitive cond = new Control.Cond(List.of(Building.unary(F32, Unary.NEG), two));
    assertThat(JaxprCost.of(p.out(p.op(cond, p.in(I32), p.in(F32)))))
        .isEqualTo(new JaxprCost(0, 2, 16));
  }

  @Test
  void callsCountTheirBodies() {
    Primitive jit = new Call.Jit("f", Building.unary(F32_3, Unary.NEG));
    assertThat(cost(F32_3, jit)).isEqualTo(new JaxprCost(3, 0, 24));
  }

  @Test
  void callsWithTwoProgramsCountTheOneThatRuns() {
    Jaxpr neg = Building.unary(F32_3, Unary.NEG);
    Jaxpr sin = Building.unary(F32_3, Unary.SIN);
    JaxprCost expected = new JaxprCost(3, 0, 24);
    assertThat(cost(F32_3, new Call.LinearCall(neg, sin, 0, 0))).isEqualTo(expected);
    assertThat(cost(F32_3, new Call.RematOpt("f", neg, sin, 0, 0))).isEqualTo(expected);
  }

  @Test
  void movingElementsCostsMemoryOnly() {
    assertThat(cost(F32_3, new Movement.Rev(Dims.of(0)))).isEqualTo(new JaxprCost(0, 0, 24));
  }
}
