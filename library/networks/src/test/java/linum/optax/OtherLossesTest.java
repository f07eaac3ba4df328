package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import linum.Linum;
import linum.core.Array;
import linum.ir.Dims;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Losses of embeddings, lists and areas.
class OtherLossesTest {
  @Test
  void contrastiveLossOfEmbeddings() {
    Array ys = Jnp.array(-1.954, 1.078, 0.238, -0.5703, 1.8745, -0.0195, -0.6719, -1.921);
    Array a = ys.reshape(4, 2);
    Array b = ys.at(":2").set(0).reshape(4, 2);
    assertThat(ntxent(a, Jnp.array(0, 0, 1, 1)).item()).isCloseTo(14.01032, within(1e-4));
    assertThat(ntxent(a, Jnp.array(0, 0, 0, 1)).item()).isCloseTo(8.968544, within(1e-4));
    assertThat(ntxent(b, Jnp.array(0, 0, 1, 1)).item()).isCloseTo(9.2889, within(1e-4));
    assertThatThrownBy(() -> ntxent(a, Jnp.array(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 2 labels and 4 embeddings");
  }

  @Test
  void tripletsAreApartByAMargin() {
    Array ones = Jnp.ones(2, 2);
    Array zeros = Jnp.zeros(2, 2);
    double near = Math.sqrt(2 + 1e-6);
    assertClose(Jnp.full(2, 1.0), tripletMarginLoss(ones, zeros, ones.mul(2)), 1e-5, 0);
    assertClose(
        Jnp.full(2, near - Math.sqrt(8 + 1e-6) + 2),
        tripletMarginLoss(zeros, ones, ones.mul(2), -1, 2, 2, 1e-6),
        1e-5,
        0);
  }

  @Test
  void rankingOfOneList() {
    Array scores = Jnp.array(0.0, 3, 1, 2);
    double total = 1 + Math.exp(3) + Math.exp(1) + Math.exp(2);
    double expected = -(Math.log(Math.exp(2) / total) + Math.log(Math.exp(1) / total));
    assertThat(rankingSoftmaxLoss(scores, Jnp.array(0.0, 0, 1, 1)).item())
        .isCloseTo(expected, within(1e-5));
    assertThat(
            rankingSoftmaxLoss(scores, Jnp.array(0.0, 0, 1, 1), null, Jnp.array(1.0, 1, 2, 0))
                .item())
        .isCloseTo(-2 * Math.log(Math.exp(1) / total), within(1e-5));
  }

  @Test
  void itemsAndListsThatAreNotThereCountNothing() {
    Array scores = Jnp.array(0.0, 3, 1, 2);
    Array labels = Jnp.array(0.0, 0, 2, 1);
    Array three = Jnp.array(true, true, true, false);
    Array expected = rankingSoftmaxLoss(scores.get(":3"), labels.get(":3"));
    assertClose(expected, rankingSoftmaxLoss(scores, labels, three, null), 1e-5, 0);
    Array none = Jnp.array(false, false, false, false);
    assertThat(rankingSoftmaxLoss(scores, labels, none, null).item()).isZero();
    Array gradient =
        Linum.grad((Array s) -> rankingSoftmaxLoss(s, labels, none, null)).apply(scores);
    assertThat(gradient.toFloatArray()).containsExactly(0, 0, 0, 0);
    Array two = Jnp.stack(scores, scores);
    Array where = Jnp.stack(three, none);
    assertClose(expected, rankingSoftmaxLoss(two, Jnp.stack(labels, labels), where, null), 1e-5, 0);
    assertThat(rankingSoftmaxLosses(two, Jnp.stack(labels, labels), where, null).shape(0))
        .isEqualTo(2);
  }

  @Test
  void areasThatCoverEachOther() {
    Array targets = Jnp.array(1.0, 0, 1, 0, 1, 0, 1, 1, 0).reshape(1, 3, 3, 1);
    Array right = Jnp.where(targets.ne(0), 10.0, -10.0);
    assertThat(diceLoss(right, targets).mean().item()).isLessThan(0.01);
    assertThat(diceLoss(right.neg(), targets).mean().item()).isGreaterThan(0.7);
    assertClose(
        diceLoss(right, targets), binaryDiceLoss(right.squeeze(3), targets.squeeze(3)), 1e-6, 1e-6);
  }

  @Test
  void diceFormula() {
    Array p = Jnp.array(0.1, 0.9, 0.8, 0.2).reshape(1, 2, 2);
    Array t = Jnp.array(0.0, 1, 1, 0).reshape(1, 2, 2);
    Array both = p.mul(t).sum(1);
    Array below = both.add(p.sum(1).sub(both).mul(0.3)).add(t.sum(1).sub(both).mul(0.7)).add(1);
    Array classes = Jnp.subtract(1, both.add(1).div(below));
    Dice dice = Dice.DEFAULT.applySoftmax(false).alpha(0.3).beta(0.7);
    assertClose(classes.mean(-1), diceLoss(p, t, dice), 1e-6, 0);
    assertClose(classes, diceLoss(p, t, dice.reduction(Dice.Reduction.NONE)), 1e-6, 0);
    assertClose(
        classes.get(":, 1:").sum(-1),
        diceLoss(p, t, dice.reduction(Dice.Reduction.SUM).ignoreBackground(true)),
        1e-6,
        0);
    assertClose(
        classes.mul(Jnp.array(2.0, 0.5)).mean(-1),
        diceLoss(p, t, dice.classWeights(Jnp.array(2.0, 0.5))),
        1e-6,
        0);
  }

  @Test
  void generalizedDiceWeighsByFrequency() {
    Array x = PrngKey.key(0).normal(2, 4, 4, 3);
    Array t = Nn.oneHot(PrngKey.key(1).randint(Dims.of(2, 4, 4), 0, 3), 3);
    Array frequency = t.sum(0, 1, 2);
    Array weights = Jnp.divide(1, frequency.square().add(1e-7));
    Array normalized = weights.div(weights.sum()).mul(3);
    Array expected = diceLoss(x, t, Dice.DEFAULT.classWeights(normalized)).mean();
    assertClose(expected, multiclassGeneralizedDiceLoss(x, t), 1e-5, 0);
    assertThatThrownBy(() -> diceLoss(x, t.get(":, :, :, :2")))
        .hasMessageContaining("predictions and targets must have one shape");
  }
}
