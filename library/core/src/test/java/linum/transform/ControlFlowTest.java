package linum.transform;

import static linum.Linum.associativeScan;
import static linum.Linum.cond;
import static linum.Linum.foriLoop;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.map;
import static linum.Linum.scan;
import static linum.Linum.switchCase;
import static linum.Linum.vmap;
import static linum.Linum.whileLoop;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static linum.transform.TestArrays.f32;
import static linum.transform.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFlowTest {
  private final Array xs = f32(1, 2, 3, 4);

  private static Array scalar(double x) {
    return Ops.scalar(x, DType.FLOAT32);
  }

  private static Array weak(double x) {
    return ConcreteArray.of(Aval.weak(DType.FLOAT32), x);
  }

  private static Array index(long i) {
    return Ops.scalar(i, DType.INT32);
  }

  @Nested
  class Scans {
    @Test
    void theCarryGoesFromStepToStepAndOutputsAreStacked() {
      Scan<Array, Array> out = scan((c, v) -> new Scan<>(c.add(v), c.mul(v)), scalar(0), xs);
      assertSame(scalar(10), out.carry());
      assertSame(f32(0, 2, 9, 24), out.ys());
    }

    @Test
    void inReverseOutputsStayInThePlaceOfTheirSlice() {
      Scan<Array, Array> out =
          scan(
              (c, v) -> new Scan<>(c.add(v), c),
              scalar(0),
              xs,
              ScanOptions.DEFAULT.reverse(true).unroll(2));
      assertSame(scalar(10), out.carry());
      assertSame(f32(9, 7, 4, 0), out.ys());
    }

    @Test
    void aLengthIsEnoughWithoutSlices() {
      Scan<Array, Array> out = scan(c -> new Scan<>(c.mul(2), c), scalar(1), 5);
      assertSame(scalar(32), out.carry());
      assertSame(f32(1, 2, 4, 8, 16), out.ys());
    }

    @Test
    void carriesSlicesAndOutputsAreTrees() {
      var out =
          scan(
              (Map<String, Array> c, List<Array> x) ->
                  new Scan<>(
                      Map.of("n", c.get("n").add(1), "s", c.get("s").add(x.get(0).mul(x.get(1)))),
                      Map.of("p", x.get(0))),
              Map.of("n", index(0), "s", scalar(0)),
              List.of(xs, xs));
      assertSame(index(4), out.carry().get("n"));
      assertSame(scalar(30), out.carry().get("s"));
      assertSame(xs, out.ys().get("p"));
    }

    @Test
    void thereMayBeNoOutput() {
      Scan<Array, Void> out =
          scan((Array c, Array v) -> new Scan<Array, Void>(c.add(v), null), scalar(0), xs);
      assertSame(scalar(10), out.carry());
      assertThat(out.ys()).isNull();
    }

    @Test
    void noStepsGiveTheInitialCarryAndEmptyOutputs() {
      Scan<Array, Array> out = scan((c, v) -> new Scan<>(c.add(v), v), scalar(3), f32());
      assertSame(scalar(3), out.carry());
      assertThat(out.ys().shape()).isEqualTo(Dims.of(0));
    }

    @Test
    void theFunctionIsTracedOnce() {
      int[] runs = {0};
      scan(
          (c, v) -> {
            runs[0]++;
            return new Scan<>(c.add(v), c);
          },
          scalar(0),
          xs);
      assertThat(runs[0]).isEqualTo(1);
    }

    @Test
    void aNumberAsInitialCarryTakesTheTypeThatComesOut() {
      Array zero = ConcreteArray.of(Aval.weak(DType.INT32), 0);
      Scan<Array, Array> out = scan((c, v) -> new Scan<>(c.add(v), c), zero, xs);
      assertSame(scalar(10), out.carry());
    }

    @Test
    void valuesOfOuterFunctionsAreOperands() {
      var f =
          jit(w ->
              scan((Array c, Array v) -> new Scan<>(c.add(v.mul(w)), c), scalar(0), xs).carry());
      assertSame(scalar(20), f.apply(scalar(2)));
      assertSame(f32(10, 30), vmap(f::apply).apply(f32(1, 3)));
    }

    @Test
    void aProgramPrintsItsBody() {
      assertThat(
              makeJaxpr(
                      (Array x) ->
                          scan((Array c, Array v) -> new Scan<>(c.add(v), c), scalar(0), x),
                      xs)
                  .toString())
          .isEqualTo(
              """
              { lambda ; a:f32[4]. let
                  b:f32[] c:f32[4] = scan[
                    _split_transpose=False
                    jaxpr={ lambda ; d:f32[] e:f32[]. let f:f32[] = add d e in (f, d) }
                    length=4
                    linear=(False, False)
                    num_carry=1
                    num_consts=0
                    reverse=False
                    unroll=1
                  ] 0.0:f32[] a
                in (b, c) }\
              """);
    }

    @Test
    void aCarryThatChangesItsTypeIsShownFromBothSides() {
      assertThatThrownBy(() ->
              scan(
                  (Map<String, Array> c, Array v) -> new Scan<>(Map.of("w", c.get("w").add(xs)), v),
                  Map.of("w", scalar(0)),
                  xs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              """
              scan: the carry changes its type:
                * carry['w'] goes in as float32[] and comes out as float32[4]
              Start with the type that comes out, or convert in the body: carry.astype(…), carry.reshape(…)\
              """);
    }

    @Test
    void aCarryThatChangesItsStructureIsShownFromBothSides() {
      assertThatThrownBy(() ->
              scan(
                  (List<Array> c, Array v) -> new Scan<>(List.of(v), v),
                  List.of(scalar(0), scalar(1)),
                  xs))
          .hasMessage(
              """
              scan: the carry must come out as it went in: the trees differ at the root: the first has 2 elements, the second has 1 element.
              The first is  PyTreeDef([*, *]),
              the second is PyTreeDef([*]).\
              """);
    }

    @Test
    void leadingAxesMustAgree() {
      assertThatThrownBy(() ->
              scan(
                  (Array c, List<Array> v) -> new Scan<>(c, c), scalar(0), List.of(xs, xs, f32(1))))
          .hasMessage(
              """
              scan: the leading axes have different sizes:
                * most axes (2 of them) have size 4, e.g. axis 0 of xs[0] of type float32[4]
                * one axis has size 1: axis 0 of xs[2] of type float32[1]
              Give arrays of one length; cut longer ones: x.at(":10").get()\
              """);
    }

    @Test
    void aScalarCannotBeSteppedThrough() {
      assertThatThrownBy(() -> scan((c, v) -> new Scan<>(c, v), scalar(0), scalar(1)))
          .hasMessage(
              "scan: xs of type float32[] has no leading axis to step through."
                  + "\nUse a value that is the same in all steps inside of the function,"
                  + " without handing it over.");
    }
  }

  @Nested
  class Branches {
    @ParameterizedTest
    @CsvSource({"1, 2", "-1, 1"})
    void thePredicateChoosesOneFunction(double x, double expected) {
      Array a = scalar(x);
      assertSame(scalar(expected), cond(a.gt(0), () -> a.add(1), () -> a.neg()));
      assertSame(scalar(expected), jit(v -> cond(v.gt(0), () -> v.add(1), () -> v.neg())).apply(a));
    }

    @Test
    void theChosenFunctionTakesTheOperands() {
      assertSame(
          scalar(5),
          cond(scalar(1).gt(0), (x, y) -> x.add(y), (x, y) -> x.sub(y), scalar(2), scalar(3)));
      assertSame(scalar(4), cond(scalar(1).gt(0), x -> x.mul(2), x -> x, scalar(2)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "0, 10", "1, 20", "2, 30", "7, 30"})
    void theIndexIsMovedIntoRange(long i, double expected) {
      Array x = scalar(10);
      assertSame(scalar(expected), switchCase(index(i), () -> x, () -> x.mul(2), () -> x.mul(3)));
    }

    @Test
    void theChosenBranchTakesTheOperand() {
      List<java.util.function.Function<Array, Array>> branches =
          List.of(x -> x.neg(), x -> x.mul(2));
      assertSame(scalar(6), switchCase(index(1), branches, scalar(3)));
    }

    @Test
    void bothFunctionsAreTracedOnceAndOneIsComputed() {
      List<String> traced = new ArrayList<>();
      cond(
          scalar(1).gt(0),
          () -> {
            traced.add("true");
            return xs;
          },
          () -> {
            traced.add("false");
            return xs;
          });
      assertThat(traced).containsExactlyInAnyOrder("true", "false");
    }

    @Test
    void aResultIsWeaklyTypedOnlyIfItIsSoInBothBranches() {
      assertThat(cond(scalar(1).gt(0), () -> weak(1), () -> scalar(2)).aval().weak()).isFalse();
      assertThat(cond(scalar(1).gt(0), () -> weak(1), () -> weak(2)).aval().weak()).isTrue();
    }

    @Test
    void aProgramPrintsItsBranches() {
      assertThat(
              makeJaxpr((Array x) -> cond(x.ge(0), () -> x.add(2), () -> x.sub(1)), scalar(1))
                  .toString())
          .isEqualTo(
              """
              { lambda ; a:f32[]. let
                  b:bool[] = ge a 0.0:f32[]
                  c:i32[] = convert_element_type[new_dtype=int32 weak_type=False] b
                  d:f32[] = cond[
                    branches=(
                      { lambda ; e:f32[]. let f:f32[] = sub e 1.0:f32[] in (f,) }
                      { lambda ; g:f32[]. let h:f32[] = add g 2.0:f32[] in (h,) }
                    )
                  ] c a
                in (d,) }\
              """);
    }

    @Test
    void thePredicateMustBeABoolScalar() {
      assertThatThrownBy(() -> cond(xs.gt(0), () -> xs, () -> xs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "cond: the predicate must be a scalar, got bool[4]."
                  + "\nReduce it with all() or any(), or choose element by element:"
                  + " where(predicate, x, y)");
      assertThatThrownBy(() -> cond(scalar(1), () -> xs, () -> xs))
          .hasMessage("cond: the predicate must be a bool, got float32[].\nCompare it: x.ne(0)");
    }

    @Test
    void branchesMustGiveTheSameTypes() {
      assertThatThrownBy(() -> cond(scalar(1).gt(0), () -> xs, () -> xs.sum()))
          .hasMessage(
              """
              cond: the branches must give the same types:
                * result: onFalse gives float32[], onTrue gives float32[4]
              Convert in one of them: x.astype(…), x.reshape(…)\
              """);
    }

    @Test
    void branchesMustGiveTheSameStructure() {
      assertThatThrownBy(
              () -> cond(scalar(1).gt(0), () -> Map.of("a", xs, "b", xs), () -> Map.of("a", xs)))
          .hasMessage(
              """
              cond: onFalse and onTrue must give the same structure: the trees differ at the root: the first has the keys [a], the second has the keys [a, b].
              The first is  PyTreeDef({'a': *}),
              the second is PyTreeDef({'a': *, 'b': *}).\
              """);
    }
  }

  @Nested
  class Loops {
    @Test
    void aWhileLoopRunsAsLongAsTheConditionHolds() {
      assertSame(scalar(128), whileLoop(x -> x.lt(100), x -> x.mul(2), scalar(1)));
    }

    @Test
    void theBoundsOfAForLoopMayBeKnownOrComputed() {
      assertSame(scalar(9), foriLoop(2, 5, (i, c) -> c.add(i), scalar(0)));
      assertSame(scalar(9), foriLoop(index(2), index(5), (i, c) -> c.add(i), scalar(0)));
      assertSame(
          scalar(9),
          jit((n, c) -> foriLoop(index(2), n, (i, a) -> a.add(i), c)).apply(index(5), scalar(0)));
      assertSame(scalar(1), foriLoop(5, 2, (i, c) -> c.add(i), scalar(1)));
    }

    @Test
    void aNumberAsInitialValueTakesTheTypeThatComesOut() {
      Array one = ConcreteArray.of(Aval.weak(DType.INT32), 1);
      assertSame(scalar(4), whileLoop(x -> x.lt(3), x -> x.mul(scalar(2)), one));
    }

    @Test
    void theConditionMustGiveABoolScalar() {
      assertThatThrownBy(() -> whileLoop(x -> x.lt(100), x -> x.mul(2), xs))
          .hasMessage(
              "whileLoop: the condition must give a bool scalar, but it gave bool[4]."
                  + "\nCompare: x.gt(0); reduce with all() or any().");
    }

    @Test
    void theBoundsMustBeIntegers() {
      assertThatThrownBy(() -> foriLoop(scalar(0), index(3), (i, c) -> c, scalar(1)))
          .hasMessage("foriLoop: the lower bound must be an integer scalar, got float32[]");
    }

    @Test
    void theCarryKeepsItsType() {
      assertThatThrownBy(() -> whileLoop(x -> x.sum().lt(9), x -> x.sum(), xs))
          .hasMessage(
              """
              whileLoop: the carry changes its type:
                * carry goes in as float32[4] and comes out as float32[]
              Start with the type that comes out, or convert in the body: carry.astype(…), carry.reshape(…)\
              """);
    }
  }

  @Nested
  class Maps {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everySliceIsMappedWhateverTheBatchSize(int batchSize) {
      assertSame(f32(1, 4, 9, 16), map(x -> x.mul(x), xs, batchSize));
    }

    @Test
    void resultsAreTrees() {
      assertSame(f32(2, 3, 4, 5), map((Array x) -> Map.of("y", x.add(1)), xs, 3).get("y"));
    }
  }

  @Nested
  class AssociativeScans {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17})
    void runningSumsAreThoseOfASequentialLoop(int n) {
      Array a = TestArrays.random(Aval.of(DType.FLOAT32, n), n);
      assertClose(a.cumsum(), associativeScan((x, y) -> x.add(y), a), 1e-5, 1e-5);
    }

    @Test
    void anyAssociativeFunctionOfTreesWillDo() {
      // (a, b) then (c, d): x -> c (a x + b) + d, which does not commute.
      List<Array> lines = List.of(f32(1, 2, 3, 4, 5), f32(5, 4, 3, 2, 1));
      List<Array> out =
          associativeScan(
              (f, g) -> List.of(f.get(0).mul(g.get(0)), g.get(0).mul(f.get(1)).add(g.get(1))),
              lines);
      assertSame(f32(1, 2, 6, 24, 120), out.get(0));
      assertSame(f32(5, 14, 45, 182, 911), out.get(1));
    }

    @Test
    void itGoesAlongAnyAxisAndBackward() {
      Array a = f32(Dims.of(2, 3), 1, 2, 3, 4, 5, 6);
      assertSame(
          f32(Dims.of(2, 3), 6, 5, 3, 15, 11, 6), associativeScan((x, y) -> x.add(y), a, true, -1));
    }

    @Test
    void theAxisMustExist() {
      assertThatThrownBy(() -> associativeScan((x, y) -> x.add(y), xs, false, 1))
          .hasMessage("associativeScan: elems of type float32[4] has no axis 1");
    }
  }

  @Test
  void loopsAreTheSameCompiledAsOperationByOperation() {
    Array a = f32(0.5, -1.5, 2.5);
    java.util.function.UnaryOperator<Array> f =
        x ->
            scan(
                    (Array c, Array v) ->
                        new Scan<>(cond(v.gt(0), () -> c.add(v), () -> c.mul(v)), c),
                    scalar(1),
                    x)
                .ys();
    assertThat(values(jit(f).apply(a))).containsExactly(values(f.apply(a)));
  }
}
