package linum.layers;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Attention;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final DotProductAttention PLAIN = DotProductAttention.DEFAULT;
  private static final Array Q = key(0).normal(2, 5, 4, 3);
  private static final Array K = key(1).normal(2, 7, 4, 3);
  private static final Array V = key(2).normal(2, 7, 4, 3);

  @Test
  void agreesWithTheFunctionOfTheCore() {
    Array bias = key(3).normal(1, 4, 5, 7);
    Array mask = key(4).bernoulli(0.7, 2, 1, 5, 7);
    Array expected = Nn.dotProductAttention(Q, K, V, Attention.DEFAULT.bias(bias).mask(mask));
    assertClose(
        expected, DotProductAttention.attend(Q, K, V, PLAIN.bias(bias).mask(mask)), 1e-5, 1e-5);
    Gradients.check(q -> DotProductAttention.attend(q, K, V, PLAIN).square().sum(), Q, 1);
  }

  @Test
  void headsOfKeysServeGroups() {
    Array k = key(5).normal(2, 7, 2, 3);
    Array v = key(6).normal(2, 7, 2, 3);
    Array repeated = DotProductAttention.attend(Q, k.repeat(2, 2), v.repeat(2, 2), PLAIN);
    assertClose(repeated, DotProductAttention.attend(Q, k, v, PLAIN), 1e-5, 1e-5);
    assertThat(PLAIN.weights(Q, k).shape()).isEqualTo(Dims.of(2, 4, 5, 7));
  }

  @Test
  void causalSeesOnlyWhatWasBefore() {
    Array weights = PLAIN.isCausal(true).weights(K, K);
    assertThat(Jnp.triu(weights, 1).eq(0).all().itemBoolean()).isTrue();
    Array mask = Masks.makeCausalMask(ones(2, 7));
    assertClose(PLAIN.mask(mask).weights(K, K), weights, 1e-6, 1e-6);
    Array last = array(0, 0, 0, 0, 0, 0, 1);
    Array both = PLAIN.mask(last).isCausal(true).weights(K, K);
    assertThat(both.get(0, 0, 6)).hasToString("[0. 0. 0. 0. 0. 0. 1.]");
  }

  @Test
  void dropoutLeavesWeightsOut() {
    Array rng = key(7).data();
    Array shared = PLAIN.dropout(0.5, rng, true).weights(Q, K);
    Array whole = PLAIN.weights(Q, K);
    Array gone = shared.eq(0);
    assertThat(gone.any().itemBoolean()).isTrue();
    assertThat(gone.eq(gone.at("0:1, 0:1").get()).all().itemBoolean()).isTrue();
    assertClose(Jnp.where(gone, 0, whole.mul(2)), shared, 1e-6, 1e-6);
    Array own = PLAIN.dropout(0.5, rng, false).weights(Q, K).eq(0);
    assertThat(own.eq(own.at("0:1, 0:1").get()).all().itemBoolean()).isFalse();
    assertThatThrownBy(() ->
            new DotProductAttention(
                    null, null, false, 0.5, null, true, false, null, null, false, w -> w)
                .weights(Q, K))
        .hasMessageStartingWith("attention: dropout with rate 0.5 needs a random key");
  }

  @Test
  void softmaxMayBeWiderThanTheRest() {
    List<Array> seen = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      DotProductAttention options =
          PLAIN
              .computing(DType.BFLOAT16, null, wide)
              .seen(w -> {
                seen.add(w);
                return w;
              });
      DotProductAttention.attend(Q, K, V, options);
    }
    assertThat(seen).extracting(Array::dtype).containsExactly(DType.FLOAT32, DType.BFLOAT16);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> PLAIN.weights(Q, ones(2, 7, 3, 3)))
        .hasMessage(
            "attention: query float32[2,5,4,3] and key float32[2,7,3,3] do not fit together\n"
                + "They are [batch…, length, heads, depth], with heads of the query a multiple of"
                + " the others'.");
    assertThatThrownBy(() -> DotProductAttention.attend(Q, K, ones(2, 6, 4, 3), PLAIN))
        .hasMessageContaining("and value float32[2,6,4,3] do not fit together");
  }

  @Test
  void masksSayWhoSeesWhom() {
    Array padding = array(1, 1, 0).reshape(1, 3);
    Array mask = Masks.makeAttentionMask(padding, padding);
    assertThat(mask.get(0, 0)).hasToString("[[1. 1. 0.]\n [1. 1. 0.]\n [0. 0. 0.]]");
    assertThat(Masks.makeAttentionMask(padding, padding, Array::mul, 2, DType.BOOL).aval())
        .hasToString("bool[1,1,1,1,3,3]");
    Array causal = Masks.makeCausalMask(zeros(1, 3));
    assertThat(causal.get(0, 0)).hasToString("[[1. 0. 0.]\n [1. 1. 0.]\n [1. 1. 1.]]");
    assertThat(Masks.combineMasks(mask, null, causal).get(0, 0))
        .hasToString("[[1. 0. 0.]\n [1. 1. 0.]\n [0. 0. 0.]]");
    assertThat(Masks.combineMasks((Array) null)).isNull();
    assertThatThrownBy(() -> Masks.combineMasks(mask, padding))
        .hasMessageStartingWith(
            "combineMasks: masks must have one rank, got [float32[1,1,3,3], int32[1,3]]");
  }

  @Test
  void decodingGivesWhatCausalAttentionGives() {
    Array expected = DotProductAttention.attend(K, K, V, PLAIN.isCausal(true));
    DecodingCache cache = new DecodingCache(zeros(2, 7, 4, 3), zeros(2, 7, 4, 3), array(0));
    for (int t = 0; t < 7; t++) {
      Array k = K.at(":", t + ":" + (t + 1)).get();
      Array v = V.at(":", t + ":" + (t + 1)).get();
      DecodingCache.Step step = cache.step(k, k, v, null);
      cache = step.cache();
      Array y = DotProductAttention.attend(k, cache.key(), cache.value(), PLAIN.mask(step.mask()));
      assertClose(expected.get(":", t), y.squeeze(1), 1e-5, 1e-5);
    }
    assertThat(cache.index()).hasToString("7");
    DecodingCache full = cache;
    assertThatThrownBy(() -> full.step(K, K, V, null))
        .hasMessage(
            "attention: decoding with a cache of float32[2,7,4,3] takes one position a call, a"
                + " query of shape (2, 1, 4, 3), got float32[2,7,4,3]");
  }
}
