package linum.optax;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.maximum;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.optax.Microbatching.microGrad;
import static linum.optax.Microbatching.microGradAux;
import static linum.optax.Microbatching.microVmap;
import static linum.optax.Microbatching.microbatch;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Fn3;
import linum.WithAux;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MicrobatchingTest {
  record Out(Array plus, Array total) {}

  private static final Array EIGHT = arange(8).astype(DType.FLOAT32);

  private static final Function<Array, Array> SUM = Array::sum;

  /// The largest elements.
  private static final class Largest implements Accumulator {
    @Override
    public Array init(Array value, int parts) {
      return zeros(value.shape());
    }

    @Override
    public Array update(Array carry, Array value, Array index) {
      return maximum(carry, value);
    }

    @Override
    public Array finish(Array carry, int parts) {
      return carry;
    }

    @Override
    public Array aggregate(Array values) {
      return values.max(0);
    }
  }

  @Nested
  class Batches {
    @Test
    void eachResultIsPutTogetherInItsOwnWay() {
      Function<Array, Out> f = x -> new Out(x.add(1), x.mul(3).sum());
      Microbatches halves =
          Microbatches.of(2, 0)
              .accumulators(Map.of("plus", AccumulationType.CONCAT, "total", AccumulationType.SUM));
      Out out = microbatch(f, halves).apply(array(1, 2, 3, 4));
      assertClose(array(2, 3, 4, 5), out.plus());
      assertClose(array(30), out.total());
    }

    @Test
    void partsHaveExamplesThatStandApart() {
      Function<Array, Array> first = x -> x.at(0).get();
      Microbatches pairs = Microbatches.of(2, 0);
      assertClose(array(0 + 1 + 2 + 3.0), microbatch(first, pairs).apply(EIGHT));
      assertClose(array(3.0), microbatch(first, pairs.accumulator(new Largest())).apply(EIGHT));
    }

    @Test
    void theMeanOfGradientsIsTheGradientOfTheMean() {
      BiFunction<Array, Array, Array> loss = (w, x) -> x.mul(w).sub(1).square().mean();
      BiFunction<Array, Array, Array> gradient = (w, x) -> grad(w, v -> loss.apply(v, x));
      Microbatches pairs = Microbatches.of(2, 1).accumulator(AccumulationType.MEAN);
      Array w = array(0.5);
      assertClose(gradient.apply(w, EIGHT), microbatch(gradient, pairs).apply(w, EIGHT));
      assertClose(gradient.apply(w, EIGHT), jit(microbatch(gradient, pairs)).apply(w, EIGHT));
      assertClose(gradient.apply(w, EIGHT), grad(w, v -> microbatch(loss, pairs).apply(v, EIGHT)));
    }

    @Test
    void someOfThePartsAreRun() {
      Function<Array, Array> mean = Array::mean;
      Microbatches two = Microbatches.of(2, 0).numRealMicrobatches(2);
      Microbatches running = two.accumulator(AccumulationType.RUNNING_MEAN);
      assertClose(array(5.0), microbatch(mean, two).apply(EIGHT)); // {0, 4} and {1, 5}
      assertClose(array(2.5), microbatch(mean, running).apply(EIGHT));
      Array counted =
          jit((Array x, Array n) -> microbatch(mean, running.numRealMicrobatches(n)).apply(x))
              .apply(EIGHT, array(4));
      assertClose(array(3.5), counted);
    }

    @Test
    void examplesAreAlongAnyAxis() {
      Fn3<Array, Array, Array, Array> f = (a, b, c) -> a.matmul(c).add(b.sum());
      Array a = arange(12).reshape(3, 4).astype(DType.FLOAT32);
      Array b = arange(4).astype(DType.FLOAT32);
      Array c = arange(8).reshape(4, 2).astype(DType.FLOAT32);
      Microbatches pairs = Microbatches.of(2, 0, 2, 1).inAxes(1, 0, 0);
      assertClose(f.apply(a, b, c), microbatch(f, pairs).apply(a, b, c));
    }

    @Test
    void withoutASizeTheFunctionIsCalledAsItIs() {
      Function<Array, Array> f = Array::sum;
      assertClose(array(28.0), microbatch(f, Microbatches.whole(0)).apply(EIGHT));
    }
  }

  @Nested
  class Examples {
    private final Function<Array, Array> square = Array::square;

    @Test
    void aFunctionOfExamplesIsMapped() {
      Array squares = EIGHT.square();
      assertClose(squares, microVmap(square, Microbatches.whole(0)).apply(EIGHT));
      assertClose(squares, microVmap(square, Microbatches.of(4, 0)).apply(EIGHT));
      Microbatches sum = Microbatches.of(4, 0).accumulator(AccumulationType.SUM);
      assertClose(array(140.0), microVmap(square, sum).apply(EIGHT));
      Microbatches largest = Microbatches.of(2, 0).accumulator(new Largest());
      assertClose(array(49.0), microVmap(square, largest).apply(EIGHT));
    }

    @Test
    void otherArgumentsAreTheSameForAllExamples() {
      BiFunction<Array, Array, Array> f = Array::mul;
      Array all = microVmap(f, Microbatches.of(4, 1)).apply(array(2.0), EIGHT);
      assertClose(EIGHT.mul(2), all);
    }
  }

  @Nested
  class Gradients {
    private final Fn3<Array, Array, Array, Array> loss =
        (w, x, y) -> x.matmul(w).sub(y).square().mean().mul(0.5);
    private final Array targets = array(0.0, 2.0, 4.0, 6.0);

    @Test
    void areTransformedAndMeasuredOneByOne() {
      for (Microbatches batches : List.of(Microbatches.whole(1, 2), Microbatches.of(2, 1, 2))) {
        var options =
            MicroGradOptions.<Array>of(batches.accumulator(AccumulationType.MEAN))
                .transformFn(g -> List.of(g, g.square()))
                .metricsFn(g -> Jnp.abs(g).sum());
        var out = microGrad(loss, options).apply(zeros(1), ones(4, 1), targets);
        // The gradients of the examples are 0, -2, -4 and -6.
        assertClose(array(new double[] {-3}), out.grad().get(0));
        assertClose(array(new double[] {14}), out.grad().get(1));
        assertClose(array(0.0, 2.0, 8.0, 18.0), out.values());
        assertClose(array(0.0, 2.0, 4.0, 6.0), out.metrics());
        assertThat(out.aux()).isNull();
      }
    }

    @Test
    void ofFunctionsOfSingleExamplesWithSomethingBeside() {
      BiFunction<Array, Array, WithAux<Array>> f = (w, y) -> new WithAux<>(w.mul(y), y.add(1));
      var options = MicroGradOptions.<Array>of(Microbatches.of(2, 1)).keepBatchDim(false);
      var out = microGradAux(f, options).apply(array(3.0), targets);
      assertClose(array(12.0), out.grad());
      assertClose(targets.mul(3), out.values());
      assertClose(targets.add(1), out.aux());
    }
  }

  @Nested
  class Errors {
    @Test
    void batchesThatCannotBeDivided() {
      assertThatThrownBy(() -> microbatch(SUM, Microbatches.of(3, 0)).apply(EIGHT))
          .hasMessage(
              "microbatch: 8 examples cannot be divided into parts of 3.\nTake a size that divides them, or leave examples out.");
      BiFunction<Array, Array, Array> f = Array::add;
      assertThatThrownBy(() -> microbatch(f, Microbatches.of(2, 0, 1)).apply(EIGHT, targets()))
          .hasMessage(
              "microbatch: the arguments [0, 1] must have as many examples as each other, but have [8, 4]");
    }

    private Array targets() {
      return zeros(4);
    }

    @Test
    void meansOfWholeNumbers() {
      Microbatches mean = Microbatches.of(2, 0).accumulator(AccumulationType.MEAN);
      assertThatThrownBy(() -> microbatch(SUM, mean).apply(arange(4)))
          .hasMessage(
              "microbatch: there is no mean of int32[].\nConvert it in the function, x.astype(FLOAT32), or take AccumulationType.SUM.");
    }

    @Test
    void sizesAndAxesThatCannotBe() {
      assertThatThrownBy(() -> Microbatches.of(0, 0))
          .hasMessage(
              "microbatches: a size is 1 at least and an axis 0 at least, but they are 0 and [0]");
      assertThatThrownBy(() -> Microbatches.of(2, 0).inAxes(0, 1))
          .hasMessage(
              "microbatches: [0] has examples along the axes [0, 1], which must be one for each of at least one argument");
      assertThatThrownBy(
              () -> microbatch(SUM, Microbatches.of(2, 0).accumulators("sum")).apply(EIGHT))
          .hasMessage(
              "microbatch: sum is no accumulator.\nThe usual ones are in AccumulationType.");
    }
  }
}
