package linum.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Building;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.JaxprChecker;
import linum.ir.Unary;
import org.junit.jupiter.api.Test;

class ScanSumsTest {
  private static final DotGeneral OUTER =
      new DotGeneral(Dims.of(0), Dims.of(0), Dims.NONE, Dims.NONE);
  private static final Aval SUM = f32(8, 16);

  private static Aval f32(int... shape) {
    return Aval.of(DType.FLOAT32, shape);
  }

  @FunctionalInterface
  private interface Body {
    Jaxpr of(Building b, Atom.Var weights, Atom.Var sum, Atom.Var x, Atom.Var y);
  }

  /// A scan over pairs of rows, with an array that is the same in every step.
  private static Jaxpr scan(int rows, Body step) {
    Building b = new Building();
    Atom.Var weights = b.in(f32(rows, 16));
    Atom.Var carried = b.in(SUM);
    Jaxpr body = step.of(b, weights, carried, b.in(f32(rows, 8)), b.in(f32(rows, 16)));
    Building p = new Building();
    Control.Scan scan = new Control.Scan(5, true, 1, 1, body);
    Atom[] operands = {
      p.in(f32(rows, 16)), p.in(SUM), p.in(f32(5, rows, 8)), p.in(f32(5, rows, 16))
    };
    return p.out(p.ops(scan, operands).toArray(Atom[]::new));
  }

  private static void stays(Jaxpr jaxpr) {
    JaxprChecker.check(jaxpr);
    assertThat(ScanSums.apply(jaxpr)).isSameAs(jaxpr);
  }

  @Test
  void aSumOfProductsIsTakenAfterTheLoop() {
    Jaxpr jaxpr = scan(2, (b, _, sum, x, y) -> b.out(b.op(Binary.ADD_ANY, sum, b.op(OUTER, x, y))));
    Jaxpr after = ScanSums.apply(jaxpr);
    JaxprChecker.check(after);
    assertThat(DeadCode.apply(after))
        .hasToString(
            """
            { lambda ; a:f32[2,16] b:f32[8,16] c:f32[5,2,8] d:f32[5,2,16]. let
                e:f32[8,16] = dot_general[dimension_numbers=(([0, 1], [0, 1]), ([], []))] c d
                f:f32[8,16] = add_any b e
              in (f,) }\
            """);
  }

  @Test
  void factorsThatAStepComputesAreStacked() {
    Jaxpr jaxpr =
        scan(
            2,
            (b, weights, sum, x, y) ->
                b.out(b.op(Binary.ADD, b.op(OUTER, x, b.op(Binary.MUL, weights, y)), sum)));
    Jaxpr after = ScanSums.apply(jaxpr);
    JaxprChecker.check(after);
    assertThat(after)
        .hasToString(
            """
            { lambda ; a:f32[2,16] b:f32[8,16] c:f32[5,2,8] d:f32[5,2,16]. let
                e:f32[5,2,16] = scan[
                  _split_transpose=False
                  jaxpr={ lambda ; f:f32[2,16] g:f32[2,8] h:f32[2,16]. let
                      i:f32[2,16] = mul f h
                    in (i,) }
                  length=5
                  linear=(False, False, False)
                  num_carry=0
                  num_consts=1
                  reverse=True
                  unroll=1
                ] a c d
                j:f32[8,16] = dot_general[dimension_numbers=(([0, 1], [0, 1]), ([], []))] c e
                k:f32[8,16] = add b j
              in (k,) }\
            """);
  }

  @Test
  void batchAxesMoveBehindTheSteps() {
    DotGeneral batched = new DotGeneral(Dims.of(1), Dims.of(1), Dims.of(0), Dims.of(0));
    Building b = new Building();
    Atom.Var sum = b.in(f32(3, 8, 16));
    Atom.Var product = b.op(batched, b.in(f32(3, 2, 8)), b.in(f32(3, 2, 16)));
    Jaxpr body = b.out(b.op(Binary.ADD, sum, product));
    Building p = new Building();
    Jaxpr jaxpr =
        p.out(
            p.op(
                new Control.Scan(5, false, 0, 1, body),
                p.in(f32(3, 8, 16)),
                p.in(f32(5, 3, 2, 8)),
                p.in(f32(5, 3, 2, 16))));
    Jaxpr after = ScanSums.apply(jaxpr);
    JaxprChecker.check(after);
    assertThat(after.toString()).contains("dimension_numbers=(([0, 2], [0, 2]), ([1], [1]))");
  }

  @Test
  void aSumThatAStepReadsStays() {
    stays(
        scan(
            2,
            (b, _, sum, x, y) ->
                b.out(b.op(Binary.ADD, sum, b.op(OUTER, x, y)), b.op(Unary.SIN, sum))));
  }

  @Test
  void aSumWhoseCourseIsAResultStays() {
    stays(
        scan(
            2,
            (b, _, sum, x, y) -> {
              Atom.Var next = b.op(Binary.ADD, sum, b.op(OUTER, x, y));
              return b.out(next, next);
            }));
  }

  @Test
  void aProductThatIsReadElsewhereStays() {
    stays(
        scan(
            2,
            (b, _, sum, x, y) -> {
              Atom.Var product = b.op(OUTER, x, y);
              return b.out(b.op(Binary.ADD, sum, product), product);
            }));
  }

  @Test
  void aFactorThatIsTheSameInEveryStepStays() {
    stays(
        scan(2, (b, weights, sum, x, _) -> b.out(b.op(Binary.ADD, sum, b.op(OUTER, x, weights)))));
  }

  @Test
  void aDeepProductStays() {
    stays(scan(6, (b, _, sum, x, y) -> b.out(b.op(Binary.ADD, sum, b.op(OUTER, x, y)))));
  }

  @Test
  void whatWouldNeedMuchMoreMemoryStays() {
    DotGeneral product = new DotGeneral(Dims.NONE, Dims.NONE, Dims.NONE, Dims.NONE);
    Building b = new Building();
    Atom.Var sum = b.in(f32(64, 64));
    Atom.Var line = b.in(f32(64));
    Atom.Var next = b.op(Unary.SIN, line);
    Jaxpr body = b.out(b.op(Binary.ADD, sum, b.op(product, next, line)), next);
    Building p = new Building();
    stays(
        p.out(
            p.ops(new Control.Scan(5, false, 0, 2, body), p.in(f32(64, 64)), p.in(f32(64)))
                .toArray(Atom[]::new)));
  }
}
