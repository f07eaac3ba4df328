package linum.ir.pass;

import static linum.ir.Building.F32;
import static linum.ir.Building.F32_3;
import static linum.ir.Building.I32;
import static linum.ir.Building.f32;
import static linum.ir.Building.i32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Building;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Jaxpr;
import linum.ir.JaxprChecker;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Primitive;
import linum.ir.Unary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassesTest {
  private static void prints(Jaxpr jaxpr, String... lines) {
    JaxprChecker.check(jaxpr);
    assertThat(jaxpr).hasToString(String.join("\n", lines));
  }

  private static Jaxpr sinTwice() {
    Building p = new Building();
    Atom.Var x = p.in(F32_3);
    Atom.Var s = p.op(Unary.SIN, x);
    return p.out(p.op(Binary.MUL, s, p.op(Unary.SIN, x)));
  }

  @Nested
  class ExplicitBroadcastsTest {
    private static final Aval ROW = Aval.of(DType.FLOAT32, 1, 3);
    private static final Aval TABLE = Aval.of(DType.FLOAT32, 2, 3);

    @Test
    void anOperandThatStretchesIsBroadcast() {
      Building p = new Building();
      Atom.Var x = p.in(TABLE);
      Atom.Var y = p.in(ROW);
      prints(
          ExplicitBroadcasts.apply(p.out(p.op(Binary.ADD, x, y))),
          "{ lambda ; a:f32[2,3] b:f32[1,3]. let",
          "    c:f32[2,3] = broadcast_in_dim[broadcast_dimensions=(0, 1)] b",
          "    d:f32[2,3] = add a c",
          "  in (d,) }");
    }

    @Test
    void aBroadcastThatStretchesIsBroadcastAtOnce() {
      Building p = new Building();
      Atom.Var x = p.in(TABLE);
      Atom.Var b = p.in(F32_3);
      Atom.Var row = p.op(new Movement.BroadcastInDim(Dims.of(1, 3), Dims.of(1)), b);
      prints(
          DeadCode.apply(ExplicitBroadcasts.apply(p.out(p.op(Binary.ADD, x, row)))),
          "{ lambda ; a:f32[2,3] b:f32[3]. let",
          "    c:f32[2,3] = broadcast_in_dim[broadcast_dimensions=(1,)] b",
          "    d:f32[2,3] = add a c",
          "  in (d,) }");
    }

    @Test
    void programsInsideAreRewrittenToo() {
      Building inner = new Building();
      Atom.Var y = inner.in(ROW);
      Jaxpr body = inner.out(inner.op(Binary.MUL, y, inner.op(Unary.SIN, inner.in(TABLE))));
      Building p = new Building();
      Atom.Var call = p.op(new Call.Jit("f", body), p.in(ROW), p.in(TABLE));
      assertThat(ExplicitBroadcasts.apply(p.out(call)).toString())
          .contains("broadcast_in_dim[broadcast_dimensions=(0, 1)]");
    }

    @Test
    void aProgramWithoutAnyStaysItself() {
      Jaxpr jaxpr = sinTwice();
      assertThat(ExplicitBroadcasts.apply(jaxpr)).isSameAs(jaxpr);
    }
  }

  @Nested
  class CommonSubexpressionsTest {
    @Test
    void equalEquationsAreComputedOnce() {
      prints(
          CommonSubexpressions.apply(sinTwice()),
          "{ lambda ; a:f32[3]. let b:f32[3] = sin a; c:f32[3] = mul b b in (c,) }");
    }

    @Test
    void whatFollowsFromEqualEquationsIsEqualToo() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      Atom.Var one = p.op(Unary.COS, p.op(Unary.SIN, x));
      Atom.Var two = p.op(Unary.COS, p.op(Unary.SIN, x));
      prints(
          CommonSubexpressions.apply(p.out(one, two)),
          "{ lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = cos b in (c, c) }");
    }

    @Test
    void programsInsideAreRewritten() {
      prints(
          CommonSubexpressions.apply(Building.unary(F32_3, new Call.Jit("f", sinTwice()))),
          "{ lambda ; a:f32[3]. let",
          "    b:f32[3] = jit[",
          "      name=f",
          "      jaxpr={ lambda ; a:f32[3]. let",
          "          c:f32[3] = sin a",
          "          b:f32[3] = mul c c",
          "        in (b,) }",
          "    ] a",
          "  in (b,) }");
    }

    @Test
    void otherParametersMakeOtherEquations() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      Jaxpr jaxpr =
          p.out(p.op(new Elementwise.IntegerPow(2), x), p.op(new Elementwise.IntegerPow(3), x));
      assertThat(CommonSubexpressions.apply(jaxpr)).isSameAs(jaxpr);
    }

    @Test
    void effectsAndBarriersStay() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      p.ops(new Callback.DebugPrint("{}", false), x);
      p.ops(new Callback.DebugPrint("{}", false), x);
      Atom.Var one = p.op(new Marker.OptimizationBarrier(), x);
      Atom.Var two = p.op(new Marker.OptimizationBarrier(), x);
      Jaxpr jaxpr = p.out(p.op(Unary.SIN, one), p.op(Unary.SIN, two));
      assertThat(CommonSubexpressions.apply(jaxpr)).isSameAs(jaxpr);
    }

    @Test
    void checkpointsStayIfTheyAreToPreventIt() {
      Building p = new Building();
      Atom.Var x = p.in(F32_3);
      Jaxpr body = Building.unary(F32_3, Unary.SIN);
      Call.Remat remat = new Call.Remat(body, null, true, true);
      Jaxpr jaxpr = p.out(p.op(remat, x), p.op(remat, x));
      assertThat(CommonSubexpressions.apply(jaxpr)).isSameAs(jaxpr);
    }
  }

  @Nested
  class DeadCodeTest {
    @Test
    void resultsThatNobodyReadsAreNotComputed() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      Atom.Var unused = p.in(F32);
      p.op(Unary.SIN, p.op(Unary.COS, unused));
      prints(
          DeadCode.apply(p.out(p.op(Unary.NEG, x))),
          "{ lambda ; a:f32[] b:f32[]. let c:f32[] = neg a in (c,) }");
    }

    @Test
    void aProgramWithoutDeadCodeIsReturnedItself() {
      Jaxpr jaxpr = sinTwice();
      assertThat(DeadCode.apply(jaxpr)).isSameAs(jaxpr);
    }

    @Test
    void effectsStay() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      p.ops(new Callback.DebugPrint("{}", true), p.op(Unary.SIN, x));
      prints(
          DeadCode.apply(p.out()),
          "{ lambda ; a:f32[]. let",
          "    b:f32[] = sin a",
          "    debug_print[fmt={} ordered=True] b",
          "  in () }");
    }

    @Test
    void inputsThatAreNotNeededCanGo() {
      Building p = new Building();
      Atom.Var x = p.in(F32);
      Atom.Var y = p.in(F32);
      DeadCode.Pruned pruned =
          DeadCode.prune(p.out(p.op(Unary.SIN, x), p.op(Unary.COS, y)), List.of(false, true));
      prints(pruned.jaxpr(), "{ lambda ; a:f32[]. let b:f32[] = cos a in (b,) }");
      assertThat(pruned.usedInputs()).containsExactly(false, true);
    }

    @Test
    void compiledFunctionsLoseResultsAndOperands() {
      Building body = new Building();
      Atom.Var x = body.in(F32);
      Atom.Var y = body.in(F32);
      Call.Jit f = new Call.Jit("f", body.out(body.op(Unary.SIN, x), body.op(Unary.COS, y)));
      Building p = new Building();
      List<Atom.Var> out = p.ops(f, p.in(F32), p.in(F32));
      prints(
          DeadCode.apply(p.out(out.get(1))),
          "{ lambda ; a:f32[] b:f32[]. let",
          "    c:f32[] = jit[",
          "      name=f",
          "      jaxpr={ lambda ; b:f32[]. let c:f32[] = cos b in (c,) }",
          "    ] b",
          "  in (c,) }");
    }

    @Test
    void branchesLoseTheSameResultsAndOperands() {
      Building one = new Building();
      Atom.Var x = one.in(F32);
      one.in(F32);
      one.in(F32);
      Jaxpr first = one.out(one.op(Unary.SIN, x), x);
      Building two = new Building();
      two.in(F32);
      Atom.Var y = two.in(F32);
      Atom.Var z = two.in(F32);
      Jaxpr second = two.out(two.op(Unary.COS, y), z);
      Building p = new Building();
      List<Atom.Var> out =
          p.ops(
              new Control.Cond(List.of(first, second)), p.in(I32), p.in(F32), p.in(F32), p.in(F32));
      prints(
          DeadCode.apply(p.out(out.getFirst())),
          "{ lambda ; a:i32[] b:f32[] c:f32[] d:f32[]. let",
          "    e:f32[] = cond[",
          "      branches=(",
          "        { lambda ; f:f32[] g:f32[]. let h:f32[] = sin f in (h,) }",
          "        { lambda ; i:f32[] j:f32[]. let k:f32[] = cos j in (k,) }",
          "      )",
          "    ] a b c",
          "  in (e,) }");
    }

    @Test
    void loopsKeepTheCarriedValuesThatOthersNeed() {
      Building step = new Building();
      Atom.Var k = step.in(F32);
      Atom.Var first = step.in(F32);
      Atom.Var second = step.in(F32);
      Atom.Var third = step.in(F32);
      Atom.Var x = step.in(F32);
      Jaxpr body =
          step.out(
              step.op(Binary.ADD, first, second),
              step.op(Unary.NEG, second),
              step.op(Binary.MUL, third, k),
              step.op(Unary.SIN, x));
      Building p = new Building();
      List<Atom.Var> out =
          p.ops(
              new Control.Scan(3, false, 1, 3, body), f32(2), f32(0), f32(1), f32(5), p.in(F32_3));
      prints(
          DeadCode.apply(p.out(out.getFirst())),
          "{ lambda ; a:f32[3]. let",
          "    b:f32[] _:f32[] = scan[",
          "      _split_transpose=False",
          "      jaxpr={ lambda ; c:f32[] d:f32[]. let",
          "          e:f32[] = add c d",
          "          f:f32[] = neg d",
          "        in (e, f) }",
          "      length=3",
          "      linear=(False, False)",
          "      num_carry=2",
          "      num_consts=0",
          "      reverse=False",
          "      unroll=1",
          "    ] 0.0:f32[] 1.0:f32[]",
          "  in (b,) }");
    }

    @Test
    void aWhileLoopKeepsWhatItsConditionNeeds() {
      Building cond = new Building();
      Atom.Var n = cond.in(I32);
      cond.in(F32);
      cond.in(F32);
      Jaxpr test = cond.out(cond.op(Binary.LT, n, i32(3)));
      Building step = new Building();
      Atom.Var i = step.in(I32);
      Atom.Var x = step.in(F32);
      Atom.Var y = step.in(F32);
      Jaxpr body =
          step.out(step.op(Binary.ADD, i, i32(1)), step.op(Unary.SIN, x), step.op(Unary.COS, y));
      Building p = new Building();
      List<Atom.Var> out = p.ops(new Control.While(0, test, 0, body), i32(0), p.in(F32), p.in(F32));
      prints(
          DeadCode.apply(p.out(out.get(1))),
          "{ lambda ; a:f32[] b:f32[]. let",
          "    _:i32[] c:f32[] = while[",
          "      body_jaxpr={ lambda ; d:i32[] e:f32[]. let",
          "          f:i32[] = add d 1:i32[]",
          "          g:f32[] = sin e",
          "        in (f, g) }",
          "      body_nconsts=0",
          "      cond_jaxpr={ lambda ; h:i32[] i:f32[]. let",
          "          j:bool[] = lt h 3:i32[]",
          "        in (j,) }",
          "      cond_nconsts=0",
          "    ] 0:i32[] a",
          "  in (c,) }");
    }
  }

  @Nested
  class InlineTest {
    @Test
    void bodiesTakeThePlaceOfCalls() {
      Call.Jit f = new Call.Jit("f", sinTwice());
      Building p = new Building();
      prints(
          Inline.apply(p.out(p.op(f, p.op(f, p.in(F32_3))))),
          "{ lambda ; a:f32[3]. let",
          "    b:f32[3] = sin a",
          "    c:f32[3] = sin a",
          "    d:f32[3] = mul b c",
          "    e:f32[3] = sin d",
          "    f:f32[3] = sin d",
          "    g:f32[3] = mul e f",
          "  in (g,) }");
    }

    @Test
    void nestedCallsAndIdentitiesDisappear() {
      Building id = new Building();
      Jaxpr identity = id.out(id.in(F32_3));
      Jaxpr middle = Building.unary(F32_3, new Call.Jit("id", identity));
      prints(
          Inline.apply(Building.unary(F32_3, new Call.Jit("f", middle))),
          "{ lambda ; a:f32[3]. let  in (a,) }");
    }

    @Test
    void onlyThoseThatAreAskedFor() {
      Jaxpr body = Building.unary(F32, Unary.SIN);
      Building p = new Building();
      Atom.Var x = p.op(new Call.Jit("keep", body), p.in(F32));
      Jaxpr jaxpr = p.out(p.op(new Call.Jit("go", body, List.of(), true), x));
      prints(
          Inline.apply(jaxpr, Call.Jit::inline),
          "{ lambda ; a:f32[]. let",
          "    b:f32[] = jit[",
          "      name=keep",
          "      jaxpr={ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }",
          "    ] a",
          "    c:f32[] = sin b",
          "  in (c,) }");
    }

    @Test
    void callsInsideLoopsAreInlinedThere() {
      Building step = new Building();
      Atom.Var c = step.in(F32);
      Jaxpr body = step.out(step.op(new Call.Jit("f", Building.unary(F32, Unary.SIN)), c));
      Building p = new Building();
      Jaxpr jaxpr = p.out(p.op(new Control.Scan(3, false, 0, 1, body), p.in(F32)));
      Jaxpr inlined = Inline.apply(jaxpr);
      JaxprChecker.check(inlined);
      assertThat(inlined.toString()).contains("c:f32[]. let d:f32[] = sin c in (d,)");
    }
  }

  @Nested
  class FoldConstantsTest {
    static List<Arguments> foldings() {
      Atom.Literal t = new Atom.Literal(1, Aval.of(DType.BOOL));
      Atom.Literal u8 = new Atom.Literal(200, Aval.of(DType.UINT8));
      return List.of(
          Arguments.of(Binary.ADD, List.of(i32(Integer.MAX_VALUE), i32(1)), "-2147483648:i32[]"),
          Arguments.of(Binary.MUL, List.of(u8, u8), "64:u8[]"),
          Arguments.of(Unary.NEG, List.of(u8), "56:u8[]"),
          Arguments.of(Binary.DIV, List.of(f32(1), f32(3)), "0.3333333432674408:f32[]"),
          Arguments.of(Binary.DIV, List.of(f32(1), f32(0)), "inf:f32[]"),
          Arguments.of(Unary.SQRT, List.of(f32(2)), "1.4142135381698608:f32[]"),
          Arguments.of(Binary.LT, List.of(f32(-0.0), f32(0)), "False:bool[]"),
          Arguments.of(
              Binary.EQ,
              List.of(f32(Double.POSITIVE_INFINITY), f32(Double.POSITIVE_INFINITY)),
              "True:bool[]"),
          Arguments.of(Binary.AND, List.of(t, t), "True:bool[]"),
          Arguments.of(
              new Elementwise.ConvertElementType(DType.FLOAT32, false),
              List.of(i32(16777217)),
              "16777216.0:f32[]"),
          Arguments.of(
              new Elementwise.ConvertElementType(DType.INT8, false), List.of(f32(2.7)), "2:i8[]"));
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void numbersAreComputed(Primitive p, List<Atom> in, String result) {
      Building b = new Building();
      prints(
          FoldConstants.apply(b.out(b.op(p, in.toArray(Atom[]::new)))),
          "{ lambda ; . let  in (" + result + ",) }");
    }

    static List<Arguments> uncertain() {
      Atom.Literal nan = f32(Double.NaN);
      return List.of(
          Arguments.of(Unary.SIN, List.of(f32(1))),
          Arguments.of(Binary.DIV, List.of(i32(1), i32(0))),
          Arguments.of(Binary.EQ, List.of(nan, nan)),
          Arguments.of(Binary.MAX, List.of(f32(0), f32(-0.0))),
          Arguments.of(new Elementwise.ConvertElementType(DType.INT8, false), List.of(f32(1000))));
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void whatBackendsMaySeeDifferentlyIsLeftToThem(Primitive p, List<Atom> in) {
      Building b = new Building();
      Jaxpr jaxpr = b.out(b.op(p, in.toArray(Atom[]::new)));
      assertThat(FoldConstants.apply(jaxpr)).isSameAs(jaxpr);
    }

    @Test
    void resultsAreUsedByWhatFollows() {
      Building p = new Building();
      Atom.Var sum = p.op(Binary.ADD, f32(1), f32(2));
      Atom.Var wide = p.op(new Movement.BroadcastInDim(Dims.of(3), Dims.NONE), sum);
      prints(
          FoldConstants.apply(p.out(p.op(Binary.MUL, wide, p.in(F32_3)))),
          "{ lambda ; a:f32[3]. let",
          "    b:f32[3] = broadcast_in_dim 3.0:f32[]",
          "    c:f32[3] = mul b a",
          "  in (c,) }");
    }
  }
}
