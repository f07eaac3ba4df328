package linum.nn;

import static linum.nn.Initializer.ONES;
import static linum.nn.Initializer.ZEROS;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.HostData;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.ThreefryMode;
import linum.random.PrngKey;
import linum.random.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
  // The values that the documentation of jax.nn.initializers shows: key 42, shape (2, 3), legacy
  // mode.
  static Stream<Arguments> documented() {
    return Stream.of(
        row(
            Initializer.uniform(10),
            7.298188,
            8.691938,
            8.7230015,
            2.0818567,
            1.8662417,
            5.5022564),
        row(
            Initializer.normal(5),
            3.0613258,
            5.6129413,
            5.6866574,
            -4.063663,
            -4.4520254,
            .63115686),
        row(
            Initializer.truncatedNormal(5),
            2.9047365,
            5.2338114,
            5.29852,
            -3.836303,
            -4.192359,
            .6022964),
        row(
            Initializer.glorotUniform(),
            .50350785,
            .8088631,
            .81566876,
            -.6393332,
            -.6865721,
            .11003882),
        row(
            Initializer.lecunNormal(),
            .46700746,
            .8414632,
            .8518669,
            -.61677957,
            -.67402434,
            .09683388),
        row(
            Initializer.glorotNormal(),
            .41770416,
            .75262755,
            .7619329,
            -.5516644,
            -.6028657,
            .08661086),
        row(
            Initializer.heUniform(),
            .79611576,
            1.2789248,
            1.2896855,
            -1.0108745,
            -1.0855657,
            .17398663),
        row(
            Initializer.heNormal(),
            .6604483,
            1.1900088,
            1.2047218,
            -.87225807,
            -.95321447,
            .1369438));
  }

  private static Arguments row(Initializer initializer, double... values) {
    return Arguments.of(initializer, values);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void valuesAreTheDocumentedOnes(Initializer initializer, double[] values) {
    Array made = legacy(initializer, 2, 3);
    assertClose(float32(Dims.of(2, 3), values), made, 1e-6, 0);
  }

  @Test
  void orthogonalMatricesAreTheDocumentedOnes() {
    Array expected =
        float32(
            Dims.of(2, 3),
            3.9026976e-01,
            7.2495741e-01,
            -5.6756169e-01,
            8.8047469e-01,
            -4.7409311e-01,
            -1.3157725e-04);
    assertClose(expected, legacy(Initializer.orthogonal(), 2, 3), 1e-6, 5e-7);
  }

  @Test
  void deltaOrthogonalKernelsAreTheDocumentedOnes() {
    Array made = legacy(Initializer.deltaOrthogonal(), 3, 3, 3);
    Array middle =
        float32(
            Dims.of(3, 3),
            .27858758,
            -.7949833,
            -.53887904,
            .9120717,
            .04322892,
            .40774566,
            -.30085585,
            -.6050892,
            .73712474);
    Array zeros = Ops.zeros(Aval.of(DType.FLOAT32, 3, 3));
    assertSame(zeros, slice(made, 0));
    assertClose(middle, slice(made, 1), 1e-6, 1e-6);
    assertSame(zeros, slice(made, 2));
  }

  @Test
  void constantsFillEveryType() {
    PrngKey key = PrngKey.key(0);
    assertSame(Ops.zeros(Aval.of(DType.INT8, 2)), ZEROS.apply(key, Dims.of(2), DType.INT8));
    assertSame(Ops.ones(Aval.of(DType.FLOAT32, 2)), ONES.apply(key, 2));
    Array minus = Initializer.constant(-7).withDtype(DType.BFLOAT16).apply(key, 2);
    assertSame(Ops.full(Aval.of(DType.BFLOAT16, 2), -7), minus);
  }

  @Test
  void initializersPrintAsTheyAreWritten() {
    assertThat(ZEROS).hasToString("ZEROS");
    assertThat(Initializer.constant(0.5)).hasToString("constant(0.5)");
    assertThat(Initializer.lecunNormal()).hasToString("lecunNormal()");
    assertThat(Initializer.heUniform().inAxis(0, 1)).hasToString("heUniform().inAxis(0, 1)");
    assertThat(Initializer.xavierNormal()).hasToString("glorotNormal()");
    VarianceScaling other =
        Initializer.varianceScaling(
            2, VarianceScaling.Fan.OUT, VarianceScaling.Distribution.NORMAL);
    assertThat(other).hasToString("varianceScaling(2.0, OUT, NORMAL)");
    assertThat(Initializer.normal().withDtype(DType.BFLOAT16))
        .hasToString("normal(0.01).withDtype(bfloat16)");
    assertThat(Initializer.orthogonal()).hasToString("orthogonal()");
  }

  @Test
  void theFansCountTheReceptiveField() {
    Array key = Random.key(1);
    Initializer in =
        Initializer.varianceScaling(2, VarianceScaling.Fan.IN, VarianceScaling.Distribution.NORMAL);
    // 3 · 3 places, 4 inputs: the variance is 2 / 36.
    Array expected =
        Ops.mul(Random.normal(key, 3, 3, 4, 8), Ops.scalar(Math.sqrt(2.0 / 36), DType.FLOAT32));
    assertClose(expected, in.apply(key, 3, 3, 4, 8));
  }

  @Test
  void otherAxesMayBeInputsOutputsOrBatch() {
    Array key = Random.key(1);
    VarianceScaling swapped =
        Initializer.varianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.NORMAL)
            .inAxis(1, 2)
            .outAxis(0)
            .batchAxis(3);
    Array expected =
        Ops.mul(Random.normal(key, 5, 2, 3, 4), Ops.scalar(Math.sqrt(1.0 / 6), DType.FLOAT32));
    assertClose(expected, swapped.apply(key, 5, 2, 3, 4));
  }

  @Test
  void whatDoesTheSameIsEqual() {
    assertThat(Initializer.glorotUniform()).isEqualTo(Initializer.xavierUniform());
    assertThat(Initializer.normal(2)).isNotEqualTo(Initializer.normal(3));
  }

  @Test
  void shapesThatDoNotFitAreRejected() {
    Array key = Random.key(0);
    assertThatThrownBy(() -> Initializer.lecunNormal().apply(key, 3))
        .hasMessage(
            "an initializer that scales with the sizes of a layer needs an input and an output axis, but the shape is (3,)"
                + "\nUse normal(stddev) or constant(value) for vectors.");
    assertThatThrownBy(() -> Initializer.lecunNormal().inAxis(4).apply(key, 3, 2))
        .hasMessage("initializer: axis 4 is out of range for the shape (3, 2)");
    assertThatThrownBy(() -> Initializer.orthogonal().apply(key, 3))
        .hasMessage("orthogonal needs a shape of at least two axes, but got (3,)");
    assertThatThrownBy(() -> Initializer.deltaOrthogonal().apply(key, 3, 4, 2))
        .hasMessage(
            "deltaOrthogonal needs a kernel of one to three spatial axes, an input and an output axis that is no smaller, but the shape is (3, 4, 2)");
  }

  private static Array legacy(Initializer initializer, int... shape) {
    return Random.withThreefry(ThreefryMode.LEGACY, () -> initializer.apply(Random.key(42), shape));
  }

  private static Array slice(Array x, int i) {
    return Ops.reshape(Ops.sliceInDim(x, 0, i, i + 1), x.shape().without(0));
  }

  private static Array float32(Dims shape, double... values) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(4L * values.length, backend.devices().getFirst());
    for (int i = 0; i < values.length; i++) {
      HostData.write(buffer.segment(), DType.FLOAT32, i, values[i]);
    }
    return ConcreteArray.of(new Aval(DType.FLOAT32, shape), buffer);
  }
}
