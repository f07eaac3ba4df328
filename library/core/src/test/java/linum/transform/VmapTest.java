package linum.transform;

import static linum.Linum.NONE;
import static linum.Linum.allGather;
import static linum.Linum.axisIndex;
import static linum.Linum.axisSize;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.pmax;
import static linum.Linum.pmean;
import static linum.Linum.pmin;
import static linum.Linum.psum;
import static linum.Linum.vmap;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static linum.transform.TestArrays.at;
import static linum.transform.TestArrays.f32;
import static linum.transform.TestArrays.i32;
import static linum.transform.TestArrays.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VmapTest {
  record Params(Array w, Array b) {}

  private final Array rows = f32(Dims.of(2, 3), 1, 2, 3, 4, 5, 6);
  private final Array v = f32(10, 20, 30);

  @Nested
  class Axes {
    @Test
    void byDefaultTheFirstAxisOfAllArgumentsIsMapped() {
      Array dots = vmap((x, y) -> x.mul(y).sum()).apply(rows, rows);
      assertSame(f32(14, 77), dots);
    }

    @Test
    void anArgumentWithoutAxisIsTheSameForAllExamples() {
      assertSame(f32(140, 320), vmap((x, y) -> x.mul(y).sum(), 0, NONE).apply(rows, v));
    }

    @Test
    void oneAxisHoldsForAllArguments() {
      assertSame(f32(17, 29, 45), vmap((x, y) -> x.mul(y).sum(), 1).apply(rows, rows));
    }

    @Test
    void negativeAxesCountFromTheEnd() {
      assertSame(f32(5, 7, 9), vmap(x -> x.sum(), -1).apply(rows));
    }

    @Test
    void aPrefixSaysTheAxesOfARecordsComponents() {
      Function<Params, Array> f =
          vmap((Params p) -> p.w().mul(p.b()).sum(), Map.of("w", 0, "b", NONE));
      assertSame(f32(140, 320), f.apply(new Params(rows, v)));
    }

    @Test
    void theAxisAppearsInTheResultsWhereItIsWanted() {
      Array out = vmap(x -> x.add(1), VmapOptions.DEFAULT.outAxes(-1)).apply(rows);
      assertSame(f32(Dims.of(3, 2), 2, 5, 3, 6, 4, 7), out);
    }

    @Test
    void everyResultMayHaveAnAxisOfItsOwn() {
      Function<Array, List<Array>> f =
          vmap((Array x) -> List.of(x, x.sum()), VmapOptions.DEFAULT.outAxes(List.of(1, 0)));
      List<Array> out = f.apply(rows);
      assertThat(out.get(0).shape()).isEqualTo(Dims.of(3, 2));
      assertThat(out.get(1).shape()).isEqualTo(Dims.of(2));
    }

    @Test
    void aResultThatIsTheSameForAllIsBroadcast() {
      assertSame(f32(7, 7), vmap(_ -> Ops.scalar(7.0, DType.FLOAT32)).apply(rows));
    }

    @Test
    void aResultThatIsTheSameForAllCanBeHadOnce() {
      Array out =
          vmap(_ -> Ops.scalar(7.0, DType.FLOAT32), VmapOptions.DEFAULT.outAxes(NONE)).apply(rows);
      assertThat(out.shape()).isEqualTo(Dims.NONE);
    }

    @Test
    void withASizeNothingNeedsToBeMapped() {
      Array out = vmap(x -> x, VmapOptions.DEFAULT.inAxes(NONE).axisSize(2)).apply(v);
      assertSame(f32(Dims.of(2, 3), 10, 20, 30, 10, 20, 30), out);
    }

    @Test
    void theFunctionRunsOnce() {
      int[] runs = {0};
      var _ =
          vmap(
                  x -> {
                    runs[0]++;
                    return x;
                  })
              .apply(rows);
      assertThat(runs[0]).isEqualTo(1);
    }
  }

  @Nested
  class Programs {
    @Test
    void aDotWithASharedOperandIsOneDotThatDoesNotBroadcastIt() {
      assertThat(
              makeJaxpr(
                      (Array w, Array x) -> vmap((a, b) -> a.matmul(b), NONE, 0).apply(w, x),
                      rows,
                      f32(Dims.of(4, 3), new double[12]))
                  .toString())
          .doesNotContain("broadcast_in_dim")
          .contains("dot_general");
    }

    @Test
    void mappingACompiledFunctionMapsItsProgramOnce() {
      var f = jit(x -> x.mul(x).sum());
      assertSame(f32(14, 77), vmap(f::apply).apply(rows));
      assertThat(f.cacheSize()).isEqualTo(1);
    }

    @Test
    void aClosureOverAnOuterExampleIsMappedWithIt() {
      Array out = vmap(x -> vmap(y -> y.mul(x.sum())).apply(x)).apply(rows);
      assertSame(f32(Dims.of(2, 3), 6, 12, 18, 60, 75, 90), out);
    }

    @Test
    void gradientsOfExamplesAreThoseOfEachExample() {
      Array each = vmap(grad(x -> x.mul(x).mul(x).sum())).apply(rows);
      assertClose(f32(Dims.of(2, 3), 3, 12, 27, 48, 75, 108), each);
    }

    @Test
    void theGradientOfAMappedFunctionSumsWhatExamplesShare() {
      Array g = grad(w -> vmap((a, x) -> a.mul(x).sum(), NONE, 0).apply(w, rows).sum()).apply(v);
      assertClose(f32(5, 7, 9), g);
    }
  }

  @Nested
  class NamedAxes {
    private final VmapOptions named = VmapOptions.DEFAULT.axisName("i");

    @Test
    void psumAddsUpAllExamples() {
      assertSame(f32(60, 60, 60), vmap(x -> psum(x, "i"), named).apply(v));
    }

    @Test
    void psumOfWhatAllShareCountsTheExamples() {
      assertSame(
          f32(3, 3, 3), vmap(_ -> psum(Ops.scalar(1.0, DType.FLOAT32), "i"), named).apply(v));
    }

    @Test
    void pmeanPmaxAndPminCombineAllExamples() {
      assertSame(f32(20, 20, 20), vmap(x -> pmean(x, "i"), named).apply(v));
      assertSame(f32(30, 30, 30), vmap(x -> pmax(x, "i"), named).apply(v));
      assertSame(f32(10, 10, 10), vmap(x -> pmin(x, "i"), named).apply(v));
    }

    @Test
    void centeringSubtractsTheMean() {
      assertSame(f32(-10, 0, 10), vmap(x -> x.sub(pmean(x, "i")), named).apply(v));
    }

    @Test
    void axisIndexIsThePositionOfTheExample() {
      assertSame(i32(0, 1, 2), vmap(_ -> axisIndex("i"), named).apply(v));
    }

    @Test
    void axisSizeIsAJavaInt() {
      assertSame(f32(3.3333333, 6.6666665, 10), vmap(x -> x.div(axisSize("i")), named).apply(v));
    }

    @Test
    void allGatherStacksAllExamples() {
      Array out = vmap(x -> allGather(x, "i"), named).apply(v);
      assertSame(f32(Dims.of(3, 3), 10, 20, 30, 10, 20, 30, 10, 20, 30), out);
    }

    @Test
    void allGatherJoinsAlongAnAxisIfTiled() {
      Array out = vmap(x -> allGather(x, "i", 0, true), named).apply(rows);
      assertThat(out.shape()).isEqualTo(Dims.of(2, 6));
    }

    @Test
    void namesOfNestedMapsCanBeCombined() {
      VmapOptions j = VmapOptions.DEFAULT.axisName("j");
      Array out = vmap(x -> vmap(y -> psum(y, "i", "j"), j).apply(x), named).apply(rows);
      assertSame(f32(Dims.of(2, 3), 21, 21, 21, 21, 21, 21), out);
    }

    @Test
    void theOuterNameIsKnownInside() {
      VmapOptions j = VmapOptions.DEFAULT.axisName("j");
      Array out = vmap(x -> vmap(y -> psum(y, "i"), j).apply(x), named).apply(rows);
      assertSame(f32(Dims.of(2, 3), 5, 7, 9, 5, 7, 9), out);
    }

    @Test
    void aCompiledFunctionWorksAcrossTheAxisOfItsCaller() {
      var total = jit(x -> psum(x, "i").mul(axisSize("i")));
      assertSame(f32(180, 180, 180), vmap(total::apply, named).apply(v));
      assertSame(f32(60, 60), vmap(total::apply, named).apply(f32(10, 20)));
    }

    @Test
    void gradientsGoThroughPsum() {
      // Each example's loss is the square of the sum, and each example's x takes part in all of
      // them.
      Array g = grad(x -> vmap(y -> psum(y, "i").square(), named).apply(x).sum()).apply(v);
      assertClose(f32(360, 360, 360), g);
    }

    @Test
    void aNameThatNobodyGaveIsAnError() {
      assertThatThrownBy(() -> psum(v, "i"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "psum: no axis is named \"i\" here; there is none."
                  + "\nName it where the function is mapped:"
                  + " vmap(f, VmapOptions.DEFAULT.axisName(\"i\"))");
      assertThatThrownBy(() -> vmap(x -> pmax(x, "k"), named).apply(v))
          .hasMessage(
              "pmax: no axis is named \"k\" here; the axes here are [i]."
                  + "\nName it where the function is mapped:"
                  + " vmap(f, VmapOptions.DEFAULT.axisName(\"k\"))");
    }
  }

  @Nested
  class Errors {
    @Test
    void sizesThatDifferAreAllShown() {
      Array eight = f32(Dims.of(8, 3), new double[24]);
      Array seven = f32(Dims.of(7, 2), new double[14]);
      assertThatThrownBy(() -> vmap((Array a, Array b, Array c) -> a).apply(eight, seven, eight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              """
              vmap: the mapped axes have different sizes:
                * most axes (2 of them) have size 8, e.g. axis 0 of argument 0 of type float32[8,3]
                * one axis has size 7: axis 0 of argument 1 of type float32[7,2]
              Map over axes of one size, and give NONE for an argument that is the same for all examples: vmap(f, 0, NONE)\
              """);
    }

    @Test
    void anArgumentMustHaveTheAxis() {
      assertThatThrownBy(() -> vmap(x -> x, 1).apply(v))
          .hasMessage(
              "vmap: argument 0 of type float32[3] has no axis 1 to map over."
                  + "\nGive an axis that it has, or NONE if it is the same for all examples: vmap(f, NONE)");
    }

    @Test
    void somethingMustBeMapped() {
      assertThatThrownBy(() -> vmap(x -> x, NONE).apply(v))
          .hasMessage(
              "vmap: no argument is mapped, so the number of examples is not known."
                  + "\nMap one, vmap(f, 0), or say the number: VmapOptions.DEFAULT.axisSize(8)");
    }

    @Test
    void aResultThatDiffersNeedsAnAxis() {
      assertThatThrownBy(() -> vmap(x -> x, VmapOptions.DEFAULT.outAxes(NONE)).apply(v))
          .hasMessage(
              "vmap: the result differs from example to example, but its out axis is NONE."
                  + "\nGive it an axis: VmapOptions.DEFAULT.outAxes(0)");
    }

    @Test
    void thereIsOneAxisAnArgumentOrOneForAll() {
      assertThatThrownBy(() -> vmap((Array a, Array b, Array c) -> a, 0, 1).apply(v, v, v))
          .hasMessage(
              "vmap: 2 axes are given for 3 arguments."
                  + "\nGive one for each argument, or a single one for all: vmap(f, NONE, 0)");
    }
  }

  @Test
  void examplesGoThroughLongerFunctionsAsIfAlone() {
    Function<Array, Array> f = x -> x.mul(2).exp().cumsum().sub(x.max()).sort();
    Array each = stack(List.of(f.apply(at(rows, 0)), f.apply(at(rows, 1))));
    assertClose(each, vmap(f).apply(rows));
  }
}
