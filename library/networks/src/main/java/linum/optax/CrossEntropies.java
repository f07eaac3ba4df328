package linum.optax;

import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import linum.Linum;
import linum.Pushed;
import linum.core.Array;
import linum.core.Over;
import linum.nn.Nn;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Losses of probabilities of classes.
final class CrossEntropies {
  private CrossEntropies() {}

  static Array sigmoid(Array logits, Array labels) {
    Expect.floating("sigmoidBinaryCrossEntropy", "logits", logits);
    Array y = labels.astype(logits.dtype());
    return y.neg()
        .mul(Nn.logSigmoid(logits))
        .sub(Jnp.subtract(1, y).mul(Nn.logSigmoid(logits.neg())));
  }

  static Array focal(Array logits, Array labels, @Nullable Double alpha, double gamma) {
    Expect.floating("sigmoidFocalLoss", "logits", logits);
    Array y = labels.astype(logits.dtype());
    Array loss = sigmoid(logits, y).mul(missed(logits, y).mul(gamma).exp());
    return alpha == null ? loss : y.mul(alpha).add(Jnp.subtract(1, y).mul(1 - alpha)).mul(loss);
  }

  // log(1 - p) for the probability p of the label, without overflow.
  private static Array missed(Array logits, Array labels) {
    Array positive = labels.ge(0.5);
    Array y = Jnp.where(positive, labels, Jnp.subtract(1, labels));
    Array x = Jnp.where(positive, logits.neg(), logits);
    Array logY = y.log();
    return Nn.logSigmoid(x).add(logY).add(Nn.softplus(x.neg().add(Jnp.log1p(y.neg())).sub(logY)));
  }

  static Array softmax(Array logits, Array labels, int axis, @Nullable Array where) {
    Expect.floating("softmaxCrossEntropy", "logits", logits);
    Array mask = mask(logits, axis, where);
    Array logProbs = Nn.logSoftmax(logits, mask, axis);
    return labels.mul(logProbs).sum(Over.over(axis).where(mask)).neg();
  }

  private static @Nullable Array mask(Array logits, int axis, @Nullable Array where) {
    return where != null && where.ndim() != logits.ndim() ? where.expandDims(axis) : where;
  }

  static Array softmaxWithIntegerLabels(
      Array logits, Array labels, int axis, @Nullable Array where) {
    String me = "softmaxCrossEntropyWithIntegerLabels";
    Expect.floating(me, "logits", logits);
    Expect.integer(me, "labels", labels);
    int at = axis < 0 ? axis + logits.ndim() : axis;
    if (at < 0 || at >= logits.ndim()) {
      throw new IllegalArgumentException(
          "%s: there is no axis %d in logits of shape %s".formatted(me, axis, logits.shape()));
    }
    if (!labels.shape().equals(logits.shape().without(at))) {
      throw new IllegalArgumentException(
          "%s: logits of shape %s with the classes along axis %d need labels of shape %s, but these are %s"
              .formatted(me, logits.shape(), at, logits.shape().without(at), labels.shape()));
    }
    Array mask = mask(logits, at, where);
    Array chosen = Jnp.takeAlongAxis(logits, labels.expandDims(at), at).squeeze(at);
    Array total = Nn.logsumexp(logits, (Array) null, Over.over(at).where(mask));
    Array out = total.sub(chosen);
    return mask == null ? out : Jnp.where(mask.any(at), out, 0);
  }

  static Array softmaxWithIntegerLabels(
      Array logits, Array labels, int[] axes, @Nullable Array where) {
    int n = logits.ndim();
    int[] classes = IntStream.of(axes).map(a -> a < 0 ? a + n : a).toArray();
    int[] batch =
        IntStream.range(0, n).filter(a -> IntStream.of(classes).noneMatch(c -> c == a)).toArray();
    int[] order = IntStream.concat(IntStream.of(batch), IntStream.of(classes)).toArray();
    int[] shape =
        IntStream.concat(IntStream.of(batch).map(logits::shape), IntStream.of(-1)).toArray();
    return softmaxWithIntegerLabels(
        logits.transpose(order).reshape(shape),
        labels,
        batch.length,
        where == null ? null : where.transpose(order).reshape(shape));
  }

  static Array safeSoftmax(Array logits, Array labels) {
    Expect.floating("safeSoftmaxCrossEntropy", "logits", logits);
    return WEIGHTED_LOG_SOFTMAX.apply(logits, labels).sum(-1).neg();
  }

  // Labels of zero count nothing, even where the logarithm is infinite; the rule keeps this from
  // the
  // derivative.
  private static final BinaryOperator<Array> WEIGHTED_LOG_SOFTMAX =
      Linum.customJvp(
          CrossEntropies::weighted,
          (x, w, dx, dw) -> {
            Array centered = dx.sub(dx.mul(Nn.softmax(x)).sum(-1, true));
            return new Pushed<>(weighted(x, w), w.mul(centered).add(dw.mul(Nn.logSoftmax(x))));
          });

  private static Array weighted(Array x, Array weights) {
    return Jnp.where(weights.ne(0), weights.mul(Nn.logSoftmax(x)), 0);
  }

  static Array poly(Array logits, Array labels, double epsilon, int axis, @Nullable Array where) {
    Expect.floating("polyLossCrossEntropy", "logits", logits);
    Expect.floating("polyLossCrossEntropy", "labels", labels);
    Array p = Nn.softmax(logits, where, axis);
    Array missed = labels.mul(Jnp.subtract(1, p)).sum(Over.over(axis).where(where));
    return softmax(logits, labels, axis, where).add(missed.mul(epsilon));
  }

  static Array smoothLabels(Array labels, double alpha, int axis, @Nullable Array where) {
    Expect.floating("smoothLabels", "labels", labels);
    Array kept = labels.mul(1 - alpha);
    return where == null
        ? kept.add(alpha / labels.shape(axis < 0 ? axis + labels.ndim() : axis))
        : kept.add(Jnp.divide(alpha, where.sum(axis, true)).astype(labels.dtype()));
  }
}
