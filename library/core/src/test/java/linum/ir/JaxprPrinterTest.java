package linum.ir;

import static linum.ir.Building.F32;
import static linum.ir.Building.F32_1;
import static linum.ir.Building.F32_3;
import static linum.ir.Building.I32;
import static linum.ir.Building.constant;
import static linum.ir.Building.f32;
import static linum.ir.Building.i32;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import linum.ir.Building.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JaxprPrinterTest {
  /// A printed program of the test resources.
  private static String golden(String name) {
    String file = "printed/" + name;
    try (InputStream in = JaxprPrinterTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // mean((x + 2)^2 + 3)
  private static Jaxpr graph() {
    Building p = new Building();
    Atom.Var a = p.in(F32_3);
    Atom.Var b = p.op(Binary.ADD, a, f32(2));
    Atom.Var c = p.op(new Elementwise.IntegerPow(2), b);
    Atom.Var d = p.op(Binary.ADD, c, f32(3));
    Atom.Var e = p.op(new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0)), d);
    return p.out(p.op(Binary.DIV, e, f32(3)));
  }

  private static Jaxpr gradient() {
    Building p = new Building();
    Atom.Var a = p.in(F32_3);
    Atom.Var b = p.op(Binary.ADD, a, f32(2));
    Atom.Var c = p.op(new Elementwise.IntegerPow(2), b);
    Atom.Var d = p.op(Binary.MUL, f32(2), b);
    Atom.Var e = p.op(Binary.ADD, c, f32(3));
    Atom.Var f = p.op(new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0)), e);
    p.op(Binary.DIV, f, f32(3));
    Atom.Var g = p.op(Binary.DIV, f32(1), f32(3));
    Atom.Var h = p.op(new Movement.BroadcastInDim(Dims.of(3), Dims.NONE), g);
    return p.out(p.op(Binary.MUL, h, d));
  }

  private static Jaxpr square() {
    return Building.unary(F32_1, new Elementwise.IntegerPow(2));
  }

  // jit(x -> f(x) + f(x)) with f = jit(x -> x^2)
  private static Jaxpr twice() {
    Call.Jit f = new Call.Jit("<lambda>", square());
    Building body = new Building();
    Atom.Var x = body.in(F32_1);
    Atom.Var once = body.op(f, x);
    Jaxpr g = body.out(body.op(Binary.ADD, once, body.op(f, x)));
    return Building.unary(F32_1, new Call.Jit("<lambda>", g));
  }

  @Nested
  class Modern {
    @Test
    void aGraph() {
      assertThat(graph()).hasToString(golden("graph.txt"));
    }

    @Test
    void itsGradient() {
      assertThat(gradient()).hasToString(golden("gradient.txt"));
    }

    @Test
    void aShortProgramStaysOnOneLine() {
      Building p = new Building();
      assertThat(p.out(p.op(Unary.SIN, p.op(Unary.COS, p.in(F32)))))
          .hasToString("{ lambda ; a:f32[]. let b:f32[] = cos a; c:f32[] = sin b in (c,) }");
    }

    @Test
    void aResultThatNobodyReadsIsNotNamed() {
      Building p = new Building();
      Atom.Var a = p.in(F32);
      Atom.Var b = p.op(Unary.COS, a);
      Atom.Var c = p.op(Unary.SIN, a);
      p.op(Unary.SIN, b);
      Atom.Var d = p.op(Unary.COS, b);
      Atom.Var e = p.op(Binary.MUL, f32(1), d);
      Atom.Var f = p.op(Unary.NEG, e);
      assertThat(p.out(p.op(Binary.MUL, f, c))).hasToString(golden("grad-of-sin-cos.txt"));
    }

    @Test
    void integers() {
      Building p = new Building();
      Atom.Var a = p.in(I32);
      Atom.Var b = p.in(I32);
      Atom.Var c = p.op(Binary.MUL, i32(2), a);
      assertThat(p.out(p.op(Binary.ADD, c, b))).hasToString(golden("integers.txt"));
    }

    @Test
    void dotGeneralShowsWhatIsSet() {
      Aval x = Aval.of(DType.FLOAT32, 4, 8);
      Aval w = Aval.of(DType.FLOAT32, 8, 2);
      Building p = new Building();
      Atom.Var a = p.in(x);
      Atom.Var b = p.in(w);
      Atom.Var c = p.op(dot(1, 0), a, b);
      p.op(new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0, 1)), c);
      Atom.Var d = p.op(new Movement.BroadcastInDim(Dims.of(4, 2), Dims.NONE), f32(1));
      Atom.Var e = p.op(dot(0, 0), d, a);
      assertThat(p.out(p.op(new Movement.Transpose(Dims.of(1, 0)), e)))
          .hasToString(golden("dot.txt"));
    }

    private static Primitive dot(int lhs, int rhs) {
      return new Contraction.DotGeneral(
          Dims.of(lhs), Dims.of(rhs), Dims.NONE, Dims.NONE, null, DType.FLOAT32);
    }

    @Test
    void constantsAndLiteralsAsResults() {
      Building p = new Building();
      Atom.Var a = p.in(F32);
      assertThat(p.out(a, f32(1), constant(F32_1)))
          .hasToString("{ lambda ; a:f32[]. let  in (a, 1.0:f32[], [...]:f32[1]) }");
      assertThat(new Building().out()).hasToString("{ lambda ; . let  in () }");
    }

    @Test
    void literalsOfEveryKind() {
      assertThat(
              new Building()
                  .out(
                      new Atom.Literal(1, Aval.of(DType.BOOL)),
                      new Atom.Literal(-1L, Aval.of(DType.UINT64)),
                      new Atom.Literal(-3L, Aval.of(DType.INT8)),
                      f32(0.1),
                      f32(Double.POSITIVE_INFINITY),
                      f32(1e-7)))
          .hasToString(
              "{ lambda ; . let\n\n  in (True:bool[], 18446744073709551615:u64[], -3:i8[], "
                  + "0.10000000149011612:f32[],\n    inf:f32[], 1.0000000116860974e-07:f32[]) }");
    }

    @Test
    void branches() {
      Building p = new Building();
      Atom.Var a = p.in(F32);
      Atom.Var b = p.op(Binary.GE, a, f32(0));
      Atom.Var c = p.op(Binary.ADD, a, f32(1));
      Atom.Var d = p.op(Binary.ADD, a, f32(2));
      Atom.Var e = p.op(new Elementwise.ConvertElementType(DType.INT32, false), b);
      Primitive cond =
          new Control.Cond(List.of(branch(Binary.SUB, 2, 0), branch(Binary.ADD, 1, 0)));
      assertThat(p.out(p.op(cond, e, a, c, d))).hasToString(golden("cond.txt"));
    }

    private static Jaxpr branch(Primitive op, int first, int second) {
      Building p = new Building();
      List<Atom.Var> in = IntStream.range(0, 3).mapToObj(_ -> p.in(F32)).toList();
      return p.out(p.op(op, in.get(first), in.get(second)));
    }

    @Test
    void aFunctionCalledTwiceIsPrintedOnceInFront() {
      assertThat(twice()).hasToString(golden("jit-twice.txt"));
    }

    @Test
    void functionsSharedAtTwoLevels() {
      Building one = new Building();
      Call.Jit inner = new Call.Jit("inner_fn", one.out(one.op(Binary.ADD, one.in(F32_1), f32(1))));
      Building two = new Building();
      Atom.Var x = two.in(F32_1);
      Atom.Var y = two.op(inner, x);
      Call.Jit outer = new Call.Jit("outer_fn", two.out(two.op(Binary.ADD, y, two.op(inner, x))));
      Building p = new Building();
      Atom.Var a = p.in(F32_1);
      Atom.Var b = p.op(outer, a);
      assertThat(p.out(p.op(Binary.ADD, b, p.op(outer, a))))
          .hasToString(golden("nested-shared.txt"));
    }

    @Test
    void anIdentityNamesItsInputsAsItsCaller() {
      Building id = new Building();
      Atom.Var x = id.in(F32_1);
      id.in(F32_1);
      Building p = new Building();
      Atom.Var a = p.in(F32_1);
      Atom.Var b = p.op(new Call.Jit("<lambda>", id.out(x)), a, a);
      assertThat(p.out(p.op(Binary.ADD, a, b))).hasToString(golden("jit-identity.txt"));
    }

    @Test
    void aConstantArgument() {
      Building body = new Building();
      Atom.Var x = body.in(F32_1);
      Jaxpr product = body.out(body.op(Binary.MUL, x, body.in(F32)));
      Building p = new Building();
      Atom.Var a = p.in(F32_1);
      assertThat(p.out(p.op(new Call.Jit("<lambda>", product), a, f32(1))))
          .hasToString(golden("jit-constant.txt"));
    }

    @Test
    void argumentsThatAreTheSameVariable() {
      Building body = new Building();
      Atom.Var x = body.in(F32_1);
      Atom.Var y = body.in(F32_1);
      Atom.Var z = body.in(F32_1);
      Jaxpr product = body.out(body.op(Binary.MUL, body.op(Binary.MUL, x, y), z));
      Building p = new Building();
      Atom.Var a = p.in(F32_1);
      assertThat(p.out(p.op(new Call.Jit("<lambda>", product), a, a, a)))
          .hasToString(golden("jit-aliased.txt"));
    }

    @Test
    void aLiteralResult() {
      Building body = new Building();
      Atom.Var x = body.in(F32_1);
      Building p = new Building();
      List<Atom.Var> out = p.ops(new Call.Jit("<lambda>", body.out(i32(2), x)), p.in(F32_1));
      assertThat(p.out(out.toArray(Atom[]::new))).hasToString(golden("jit-literal.txt"));
    }

    @Test
    void aClosure() {
      Building inner = new Building();
      Atom.Var y = inner.in(F32_1);
      Atom.Var x = inner.in(F32_1);
      Call.Jit f = new Call.Jit("f", inner.out(inner.op(Binary.MUL, x, y)));
      Building body = new Building();
      Atom.Var d = body.in(F32_1);
      Atom.Var e = body.in(F32_1);
      Atom.Var h = body.op(f, e, d);
      Jaxpr g = body.out(body.op(Binary.ADD, h, body.op(f, e, e)));
      Building p = new Building();
      assertThat(p.out(p.op(new Call.Jit("g", g), p.in(F32_1), p.in(F32_1))))
          .hasToString(golden("jit-closure.txt"));
    }

    @Test
    void functionsOfOneNameAreNumbered() {
      Aval pair = Aval.of(DType.FLOAT32, 2);
      Building body = new Building();
      Atom.Var c = body.in(F32_1);
      Atom.Var d = body.in(pair);
      Call.Jit f = new Call.Jit("f", identity(F32_1));
      Call.Jit f1 = new Call.Jit("f", identity(pair));
      Atom.Var g = body.op(f, c);
      Atom.Var i = body.op(Binary.MUL, g, body.op(f, c));
      Atom.Var j = body.op(f1, d);
      Atom.Var l = body.op(Binary.MUL, j, body.op(f1, d));
      Atom.Var wide = body.op(new Movement.BroadcastInDim(Dims.of(2), Dims.of(0)), i);
      Jaxpr sum = body.out(body.op(Binary.ADD, wide, l));
      Building p = new Building();
      assertThat(p.out(p.op(new Call.Jit("g", sum), p.in(F32_1), p.in(pair))))
          .hasToString(golden("jit-name-clash.txt"));
    }

    private static Jaxpr identity(Aval aval) {
      Building p = new Building();
      return p.out(p.in(aval));
    }

    @Test
    void aLongFunctionIsPrintedInFront() {
      Aval pair = Aval.of(DType.INT32, 2);
      Building large = new Building();
      Atom.Var y = large.in(pair);
      for (int i = 0; i < 11; i++) {
        y = large.op(Binary.ADD, y, i32(1));
      }
      Building small = new Building();
      Jaxpr plusOne = small.out(small.op(Binary.ADD, small.in(pair), i32(1)));
      Building p = new Building();
      Atom.Var n = p.op(new Call.Jit("inner_jit_small", plusOne), p.in(pair));
      assertThat(p.out(p.op(new Call.Jit("inner_jit_large", large.out(y)), n)))
          .hasToString(golden("jit-long.txt"));
    }

    @Test
    void customDerivatives() {
      Building body = new Building();
      Jaxpr plusOne = body.out(body.op(Binary.ADD, body.in(F32_1), f32(1)));
      assertThat(Building.unary(F32_1, new Call.CustomJvp("f", plusOne, new Named("f_jvp"), false)))
          .hasToString(golden("custom-jvp.txt"));
      assertThat(
              Building.unary(
                  F32_1,
                  new Call.CustomVjp("f", plusOne, new Named("f_fwd"), new Named("f_bwd"), false)))
          .hasToString(golden("custom-vjp.txt"));
      Call lin = new Call.CustomLin(0, List.of(false), List.of(F32_1), new Named("f_bwd"), false);
      assertThat(Building.unary(F32_1, lin)).hasToString(golden("custom-lin.txt"));
    }

    @Test
    void loops() {
      Building step = new Building();
      Atom.Var c = step.in(F32);
      Atom.Var x = step.in(F32);
      Atom.Var sum = step.op(Binary.ADD, c, x);
      Jaxpr body = step.out(sum, step.op(Binary.MUL, c, x));
      Building p = new Building();
      List<Atom.Var> out = p.ops(new Control.Scan(3, false, 0, 1, body), f32(0), p.in(F32_3));
      assertThat(p.out(out.toArray(Atom[]::new))).hasToString(golden("scan.txt"));
    }

    @Test
    void equationsWithoutResults() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      p.ops(new Callback.DebugPrint("x = {}", false), x);
      assertThat(p.out(x))
          .hasToString("{ lambda ; a:f32[]. let debug_print[fmt=x = {} ordered=False] a in (a,) }");
    }

    @Test
    void namesGoOnAfterZ() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      for (int i = 0; i < 27; i++) {
        x = p.op(Unary.SIN, x);
      }
      assertThat(p.out(x).toString()).contains("ba:f32[] = sin z").endsWith("in (bb,) }");
    }

    @Test
    void donationIsShown() {
      Call.Jit jit = new Call.Jit("f", square(), List.of(true), false);
      assertThat(Building.unary(F32_1, jit).toString())
          .contains("name=f\n      donated_invars=(True,)\n      jaxpr={");
    }
  }

  @Nested
  class Classic {
    @Test
    void aGraph() {
      assertThat(graph().toString(PrintStyle.CLASSIC)).isEqualTo(golden("graph.classic.txt"));
    }

    @Test
    void itsGradient() {
      assertThat(gradient().toString(PrintStyle.CLASSIC)).isEqualTo(golden("gradient.classic.txt"));
    }

    @Test
    void arraysAreVariablesInFront() {
      Building p = new Building();
      Atom.Constant c = constant(F32_1);
      Atom.Var x = p.in(F32_1);
      Jaxpr jaxpr = p.out(p.op(Binary.ADD, p.op(Unary.NEG, x), c), c, f32(1));
      assertThat(jaxpr.toString(PrintStyle.CLASSIC))
          .isEqualTo(
              "{ lambda a:f32[1]; b:f32[1]. let\n    c:f32[1] = neg b\n    d:f32[1] = add c a\n"
                  + "  in (d, a, 1.0) }");
    }

    @Test
    void dotGeneralShowsEverything() {
      Aval x = Aval.of(DType.FLOAT32, 2, 2);
      Building p = new Building();
      Primitive dot = new Contraction.DotGeneral(Dims.of(1), Dims.of(0), Dims.NONE, Dims.NONE);
      assertThat(p.out(p.op(dot, p.in(x), p.in(x))).toString(PrintStyle.CLASSIC))
          .isEqualTo(golden("dot.classic.txt"));
    }
  }

  @Nested
  class Html {
    @Test
    void variablesLinkToTheirDefinitions() {
      assertThat(twice().toHtml()).isEqualTo(golden("jit-twice.html"));
    }
  }
}
