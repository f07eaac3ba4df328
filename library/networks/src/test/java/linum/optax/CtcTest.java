package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

/// The CTC loss where few alignments are possible, and against a sum over all of them.
class CtcTest {
  @Test
  void oneLabelForEveryTime() {
    Array logits = PrngKey.key(0).normal(3, 6, 5);
    Array labels = Jnp.array(1, 2, 3, 4, 1, 2, 4, 3, 4, 3, 4, 3, 2, 1, 3, 1, 2, 1).reshape(3, 6);
    Array logProbs = Nn.logSoftmax(logits);
    Array chosen = Jnp.takeAlongAxis(logProbs, labels.expandDims(2), 2).squeeze(2).sum(1);
    CtcProbabilities out =
        ctcLossWithForwardProbs(logits, Jnp.zeros(3, 6), labels, Jnp.zeros(3, 6), 0, -1e5);
    assertClose(chosen.neg(), out.loss(), 1e-5, 0);
    assertClose(chosen, out.logAlphaEmit().get("-1, :, 5"), 1e-5, 0);
    assertClose(chosen, out.logAlphaBlank().get("-1, :, 6"), 1e-5, 0);
    assertClose(logProbs.get(":, :, 0").sum(1), out.logAlphaBlank().get("-1, :, 0"), 1e-5, 0);
  }

  @Test
  void paddingsCountNothing() {
    Array logits = PrngKey.key(1).normal(2, 5, 4);
    Array labels = Jnp.array(1, 2, 3, 1, 2, 3, 1, 2, 1, 3).reshape(2, 5);
    Array paddings = Jnp.array(0.0, 0, 0, 1, 1, 0, 0, 0, 0, 1).reshape(2, 5);
    Array loss = ctcLoss(logits, paddings, labels, paddings);
    Array logProbs = Nn.logSoftmax(logits);
    Array chosen = Jnp.takeAlongAxis(logProbs, labels.expandDims(2), 2).squeeze(2);
    assertClose(chosen.mul(Jnp.subtract(1, paddings)).sum(1).neg(), loss, 1e-5, 0);
    // The derivative of a softmax cross-entropy where there is time, else zero.
    Array gradient =
        Linum.grad((Array x) -> ctcLoss(x, paddings, labels, paddings).sum()).apply(logits);
    Array expected =
        Nn.softmax(logits).sub(Nn.oneHot(labels, 4)).mul(Jnp.subtract(1, paddings).expandDims(2));
    assertClose(expected, gradient, 1e-4, 1e-5);
  }

  @Test
  void aLabelTwiceNeedsABlankBetween() {
    Array logits = PrngKey.key(2).normal(2, 7, 3);
    Array labels = Jnp.array(1, 2, 2, 1, 1, 1, 1, 1).reshape(2, 4);
    Array times = Jnp.array(0.0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0).reshape(2, 7);
    Array loss = ctcLoss(logits, times, labels, Jnp.zeros(2, 4));
    Array logProbs = Nn.logSoftmax(logits);
    int[][] alignments = {{1, 2, 0, 2, 1}, {1, 0, 1, 0, 1, 0, 1}};
    for (int n = 0; n < 2; n++) {
      double expected = 0;
      for (int t = 0; t < alignments[n].length; t++) {
        expected -= logProbs.get(n, t, alignments[n][t]).item();
      }
      assertClose(Jnp.array(expected), loss.get(n), 1e-5, 0);
    }
  }

  @Test
  void theLossIsThatOfAllAlignments() {
    int time = 5;
    int classes = 3;
    List<Integer> labels = List.of(1, 1, 2);
    Array logProbs = Nn.logSoftmax(PrngKey.key(3).normal(1, time, classes));
    double total = 0;
    for (int code = 0; code < Math.pow(classes, time); code++) {
      double logProb = 0;
      List<Integer> path = new ArrayList<>();
      for (int t = 0, rest = code; t < time; t++, rest /= classes) {
        path.add(rest % classes);
        logProb += logProbs.get(0, t, rest % classes).item();
      }
      if (collapsed(path).equals(labels)) {
        total += Math.exp(logProb);
      }
    }
    Array loss =
        ctcLoss(logProbs, Jnp.zeros(1, time), Jnp.array(1, 1, 2).reshape(1, 3), Jnp.zeros(1, 3));
    assertClose(Jnp.array(-Math.log(total)), loss.get(0), 1e-5, 0);
  }

  private static List<Integer> collapsed(List<Integer> path) {
    List<Integer> out = new ArrayList<>();
    int last = 0;
    for (int k : path) {
      if (k != last && k != 0) {
        out.add(k);
      }
      last = k;
    }
    return out;
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    Array labels = Jnp.array(1, 1, 3, 2).reshape(2, 2);
    Gradients.ofOrder(1)
        .check(
            x -> ctcLoss(x, Jnp.zeros(2, 5), labels, Jnp.zeros(2, 2)).sum(),
            PrngKey.key(4).normal(2, 5, 4));
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(
            () -> ctcLoss(Jnp.ones(2, 5, 4), Jnp.zeros(2, 4), Jnp.array(1), Jnp.zeros(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "ctcLoss: logits (2, 5, 4), their paddings (2, 4), labels () and their paddings (1,) do not fit together.");
  }
}
