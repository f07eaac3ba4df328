package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables of Optax's own tests, and what must hold for any arguments.
class ClassificationLossesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void crossEntropyOfClasses() {
    Array ys = Jnp.array(10, 1, -2, 1, 4, 0.2).reshape(2, 3);
    Array ts = Jnp.array(0.0, 1, 0, 1, 0, 0).reshape(2, 3);
    Array expected = Jnp.array(9.00013, 3.0696733);
    assertClose(expected, softmaxCrossEntropy(ys, ts), 1e-5, 0);
    assertClose(expected, softmaxCrossEntropyWithIntegerLabels(ys, Jnp.array(1, 0)), 1e-5, 0);
    assertClose(
        expected, softmaxCrossEntropyWithIntegerLabels(ys.T(), Jnp.array(1, 0), 0, null), 1e-5, 0);
    assertClose(expected, softmaxCrossEntropy(ys.T(), ts.T(), 0, null), 1e-5, 0);
  }

  @Test
  void impossibleClassesCountNothingIfTheirLabelIsZero() {
    Array ys = Jnp.array(10, 1, -2, 1, 4, 0.2, -INF, 0, 0, -INF, 0, 0, -INF, 0, -INF).reshape(5, 3);
    Array ts = Jnp.array(0, 1, 0, 1, 0, 0, 0, 0.5, 0.5, 0.4, 0.3, 0.3, 0.0, 1, 0).reshape(5, 3);
    assertThat(safeSoftmaxCrossEntropy(ys, ts).toFloatArray())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(9.00013f, 3.0696733f, 0.693147f, Float.POSITIVE_INFINITY, 0);
    Array gradients =
        Linum.grad((Array y) -> safeSoftmaxCrossEntropy(y, ts.get(2)).sum()).apply(ys.get(2));
    assertClose(Jnp.zeros(3), gradients, 0, 1e-6);
  }

  @Test
  void classesCanBeAlongSeveralAxes() {
    Array logits = PrngKey.key(0).normal(2, 3, 4, 5);
    Array labels = Jnp.array(0, 7, 14, 3, 9, 11, 2, 1).reshape(2, 4);
    Array flat = logits.transpose(0, 2, 1, 3).reshape(2, 4, 15);
    assertClose(
        softmaxCrossEntropyWithIntegerLabels(flat, labels),
        softmaxCrossEntropyWithIntegerLabels(logits, labels, new int[] {1, -1}, null),
        1e-6,
        0);
  }

  @Test
  void classesThatDoNotTakePartCountNothing() {
    Array logits = PrngKey.key(0).normal(2, 4);
    Array where = Jnp.array(true, true, false, true);
    Array three = Jnp.concatenate(List.of(logits.get(":, :2"), logits.get(":, 3:")), 1);
    Array labels = Jnp.array(0.2, 0.3, 0.5);
    Array four = Jnp.array(0.2, 0.3, 9, 0.5);
    assertClose(
        softmaxCrossEntropy(three, labels),
        softmaxCrossEntropy(logits, four, -1, where.broadcastTo(2, 4)),
        1e-6,
        0);
    assertClose(
        softmaxCrossEntropyWithIntegerLabels(three, Jnp.array(2, 1)),
        softmaxCrossEntropyWithIntegerLabels(logits, Jnp.array(3, 1), -1, where.broadcastTo(2, 4)),
        1e-6,
        0);
  }

  @ParameterizedTest
  @CsvSource({
    "-1e9, -1e-9, 1, 0, 5e8",
    "-1e9, -1e-9, 0, 1, 0.3465736",
    "1e9, 1e-9, 1, 0, 0.3465736",
    "1e9, 1e-9, 0, 1, 5e8",
    "0, 0, 1, 0, 0.6931472"
  })
  void crossEntropyOfIndependentLabels(
      double y0, double y1, double t0, double t1, double expected) {
    Array loss = sigmoidBinaryCrossEntropy(Jnp.array(y0, y1), Jnp.array(t0, t1)).mean();
    assertThat(loss.item()).isCloseTo(expected, within(1e-6 * expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4.5317, 0.4823, 1.2567",
    "1, 3.7153, 0.3261, 1.0407",
    "0, 2.899, 0.1698, 0.8247",
    "-0.5, 2.4908, 0.0917, 0.7168",
    "5.45, 7.348, 1.0211, 2.0018"
  })
  void polyLoss(double epsilon, double one, double first, double second) {
    Array logits = Jnp.array(0.14, 1.456, 2.356, -0.124, -2.47);
    Array labels = Jnp.array(0.1, 0.15, 0.2, 0.25, 0.3);
    assertClose(
        Jnp.array(one), polyLossCrossEntropy(logits, labels, epsilon, -1, null), 1e-4, 1e-4);
    Array batch = Jnp.array(4.0, 2, 1, 0, 5, 1).reshape(2, 3);
    Array targets = Jnp.array(1, 0, 0, 0, 0.8, 0.2).reshape(2, 3);
    assertClose(
        Jnp.array(first, second),
        polyLossCrossEntropy(batch, targets, epsilon, -1, null),
        1e-4,
        1e-4);
  }

  @Test
  void divergences() {
    Array logP =
        Jnp.array(
                -2.9957, -3.5066, -3.912, -1.204, -0.6931, -2.3026, -1.6094, -1.6094, -1.6094,
                -2.3026, -1.8971, -1.8971)
            .reshape(2, 6);
    Array q =
        Jnp.array(0.2, 0.2, 0.2, 0.1, 0.15, 0.15, 0.05, 0.03, 0.02, 0.3, 0.5, 0).reshape(2, 6);
    assertClose(Jnp.array(0.8875577, 0.7592807), klDivergence(logP, q), 1e-4, 0);
    assertClose(Jnp.array(0.88757247, 0.859308), generalizedKlDivergence(logP, q), 1e-4, 0);
    assertClose(Jnp.array(0.88757247, 0.859308), convexKlDivergence(logP, q), 1e-4, 0);
    Array logQ = Jnp.flip(logP, 0);
    assertClose(Jnp.array(0.8875625, 0.71874356), klDivergenceWithLogTargets(logP, logQ), 1e-4, 0);
    assertClose(Jnp.array(0.8875577, 0.7592807), klDivergence(logP.T(), q.T(), 0, null), 1e-4, 0);
  }

  @Test
  void focalLossIsTheCrossEntropyOfWhatIsHard() {
    Array ys = Jnp.array(2, 0.1, -2, 0.3, -0.1, 1.2).reshape(2, 3);
    Array ts = Jnp.array(0.0, 0, 1, 1, 0, 0).reshape(2, 3);
    Array plain = sigmoidBinaryCrossEntropy(ys, ts);
    assertClose(plain, sigmoidFocalLoss(ys, ts, null, 0), 2e-5, 0);
    assertClose(plain.mul(ts), sigmoidFocalLoss(ys, ts, 1.0, 0), 2e-5, 0);
    Array p = Nn.sigmoid(ys);
    Array right = p.mul(ts).add(Jnp.subtract(1, p).mul(Jnp.subtract(1, ts)));
    assertClose(plain.mul(Jnp.subtract(1, right).square()), sigmoidFocalLoss(ys, ts), 2e-5, 1e-7);
    Array extreme = Jnp.array(100.0, -100, 75, -75, 50, -50);
    Array soft = Jnp.array(0.9, 0.1, 0.8, 0.2, 1, 0);
    Array gradients =
        Linum.grad((Array y) -> sigmoidFocalLoss(y, soft, null, 0.5).sum()).apply(extreme);
    assertThat(Jnp.isfinite(gradients).all().itemBoolean()).isTrue();
  }

  @Test
  void margins() {
    Array scores = Jnp.array(10.0, 3, 11, -2).reshape(2, 2);
    Array labels = Jnp.array(1, 0);
    assertClose(Jnp.array(8.0, 0), multiclassHingeLoss(scores, labels), 1e-6, 0);
    assertClose(Jnp.array(7.0, 0), multiclassPerceptronLoss(scores, labels), 1e-6, 0);
    assertClose(Jnp.array(0.0, 21), hingeLoss(Jnp.array(10.0, 20), Jnp.array(1.0, -1)), 1e-6, 0);
    assertClose(
        Jnp.array(0.0, 20), perceptronLoss(Jnp.array(10.0, 20), Jnp.array(1.0, -1)), 1e-6, 0);
    assertClose(
        Jnp.array(0.0, 20, 0.25),
        sparsemaxLoss(Jnp.array(10.0, 20, 0), Jnp.array(1, 0, 1)),
        1e-6,
        0);
  }

  @Test
  void sparsemaxOfClasses() {
    Array scores = Jnp.array(0, 1e5, 0, 1e5, 0, 0, 0, 0, 1e5).reshape(3, 3);
    Array labels = Jnp.array(1, 0, 2);
    assertClose(Jnp.zeros(3), multiclassSparsemaxLoss(scores, labels), 0, 1e-4);
    Array some = PrngKey.key(3).normal(3, 4);
    Array gradient = Linum.grad((Array s) -> multiclassSparsemaxLoss(s, labels).sum()).apply(some);
    Array nearest = Linum.vmap((Array s) -> Projections.projectionSimplex(s)).apply(some);
    assertClose(nearest.sub(Nn.oneHot(labels, 4)), gradient, 1e-4, 1e-5);
  }

  @Test
  void fenchelYoungLossOfLogsumexpIsTheCrossEntropy() {
    Array scores = PrngKey.key(0).normal(8, 5);
    Array labels = Jnp.array(0, 1, 2, 3, 4, 0, 1, 2);
    assertClose(
        softmaxCrossEntropyWithIntegerLabels(scores, labels),
        makeFenchelYoungLoss(s -> Nn.logsumexp(s)).apply(scores, Nn.oneHot(labels, 5)),
        1e-5,
        0);
  }

  @Test
  void smoothedLabels() {
    Array ts = Jnp.array(0.0, 1, 0, 1, 0, 0).reshape(2, 3);
    assertClose(ts, smoothLabels(ts, 0), 0, 0);
    assertClose(ts.mul(0.9).add(0.1 / 3), smoothLabels(ts, 0.1), 1e-6, 0);
    assertClose(Jnp.full(new int[] {2, 3}, 1.0 / 3), smoothLabels(ts, 1), 1e-6, 0);
  }

  @Test
  void wrongTypesAndShapesAreNamed() {
    assertThatThrownBy(() -> softmaxCrossEntropy(Jnp.array(1, 2), Jnp.array(0.0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "softmaxCrossEntropy: the logits must be floating, but they are int32[2].\nConvert them: x.astype(DType.FLOAT32)");
    assertThatThrownBy(() -> softmaxCrossEntropyWithIntegerLabels(Jnp.ones(2, 3), Jnp.ones(2)))
        .hasMessageContaining("the labels must be integers, but they are float32[2]");
    assertThatThrownBy(
            () -> softmaxCrossEntropyWithIntegerLabels(Jnp.ones(2, 3), Jnp.array(1, 2, 3)))
        .hasMessageContaining("need labels of shape (2,), but these are (3,)");
  }

  static Stream<Arguments> losses() {
    Array labels = Jnp.array(0, 2, 1, 1);
    Array probabilities = Nn.softmax(PrngKey.key(1).normal(4, 3));
    Array signs = Jnp.array(1.0, -1, 1, 1, -1, -1, 1, -1, 1, 1, 1, -1).reshape(4, 3);
    return Stream.of(
        loss("sigmoid", x -> sigmoidBinaryCrossEntropy(x, probabilities)),
        loss("focal", x -> sigmoidFocalLoss(x, probabilities, 0.3, 2)),
        loss("softmax", x -> softmaxCrossEntropy(x, probabilities)),
        loss("safe softmax", x -> safeSoftmaxCrossEntropy(x, probabilities)),
        loss("integer labels", x -> softmaxCrossEntropyWithIntegerLabels(x, labels)),
        loss("poly", x -> polyLossCrossEntropy(x, probabilities)),
        loss("kl", x -> klDivergence(Nn.logSoftmax(x), probabilities)),
        loss("kl of log", x -> klDivergenceWithLogTargets(Nn.logSoftmax(x), probabilities.log())),
        loss("generalized kl", x -> generalizedKlDivergence(x, probabilities)),
        loss("hinge", x -> hingeLoss(x, signs)),
        loss("perceptron", x -> perceptronLoss(x, signs)),
        loss("sparsemax", x -> sparsemaxLoss(x, signs.gt(0))),
        loss("multiclass hinge", x -> multiclassHingeLoss(x, labels)),
        loss("multiclass perceptron", x -> multiclassPerceptronLoss(x, labels)),
        loss("multiclass sparsemax", x -> multiclassSparsemaxLoss(x, labels)),
        loss("ranking", x -> rankingSoftmaxLoss(x, probabilities)),
        loss("dice", x -> diceLoss(x.expandDims(0), probabilities.expandDims(0))),
        loss("binary dice", x -> binaryDiceLoss(x, probabilities)),
        loss(
            "generalized dice",
            x -> multiclassGeneralizedDiceLoss(x.expandDims(0), probabilities.expandDims(0))));
  }

  private static Arguments loss(String name, UnaryOperator<Array> f) {
    return Arguments.of(name, f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void gradientsAreThoseOfDifferences(String name, UnaryOperator<Array> loss) {
    Gradients.check(loss, PrngKey.key(2).normal(4, 3), 1);
  }
}
