package linum.linen;

import static linum.linen.AttentionInputs.inputs;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.layers.DotProductAttention;
import linum.layers.Masks;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

class AttentionLayersTest {
  private static final MultiHeadDotProductAttention HEADS =
      new MultiHeadDotProductAttention(8).qkvFeatures(16);

  @Test
  void shapesOfParameters() {
    assertThat(VariableShapes.of(HEADS.normalizeQk(true).init(key(0), ones(4, 3, 5))))
        .isEqualTo(
            """
            params/key/bias float32[8,2]
            params/key/kernel float32[5,8,2]
            params/key_ln/scale float32[2]
            params/out/bias float32[5]
            params/out/kernel float32[8,2,5]
            params/query/bias float32[8,2]
            params/query/kernel float32[5,8,2]
            params/query_ln/scale float32[2]
            params/value/bias float32[8,2]
            params/value/kernel float32[5,8,2]\
            """);
    assertThat(
            VariableShapes.of(
                HEADS.outFeatures(7).useBias(false).init(key(0), ones(3, 5), ones(4, 6))))
        .isEqualTo(
            """
            params/key/kernel float32[6,8,2]
            params/out/kernel float32[8,2,7]
            params/query/kernel float32[5,8,2]
            params/value/kernel float32[6,8,2]\
            """);
  }

  @Test
  void constantKernelsGiveConstants() {
    MultiHeadDotProductAttention constant = HEADS.kernelInit(Initializer.ONES);
    Array y = constant.initWithOutput(key(0), ones(4, 2, 3, 5)).value();
    assertThat(y.shape()).isEqualTo(ones(4, 2, 3, 5).shape());
    assertThat(y.eq(80).all().itemBoolean()).isTrue();
  }

  @Test
  void keysAreValuesIfThereAreNone() {
    Array q = key(1).uniform(3, 5);
    Array kv = key(2).uniform(9, 5);
    Array two = HEADS.initWithOutput(key(0), q, kv).value();
    assertSame(two, HEADS.initWithOutput(key(0), q, kv, kv).value());
    Array named = HEADS.initWithOutput(key(0), () -> HEADS.call(inputs(q).k(kv).v(kv))).value();
    assertSame(two, named);
    assertThatThrownBy(() -> inputs(q).v(kv))
        .hasMessageStartingWith("attention: there are values float32[9,5] without keys");
  }

  @Test
  void causalMasksHideTheFuture() {
    MultiHeadDotProductAttention one =
        new MultiHeadDotProductAttention(1).kernelInit(Initializer.ONES);
    Array x = key(3).normal(1, 10, 1);
    Variables v = one.init(key(0), x);
    Array mask = Masks.makeCausalMask(ones(1, 10));
    for (int place : new int[] {0, 4, 9}) {
      Array slope =
          Linum.grad(in -> one.apply(v, () -> one.call(inputs(in).mask(mask))).get(0, place).sum())
              .apply(x)
              .ravel();
      assertThat(slope.at(":" + (place + 1)).get().abs().gt(1e-6).all().itemBoolean()).isTrue();
      assertThat(slope.at((place + 1) + ":").get().eq(0).all().itemBoolean()).isTrue();
    }
  }

  @Test
  void decodingWithACacheIsCausalAttention() {
    for (int[] shape : new int[][] {{2, 5, 12}, {2, 3, 4, 12}}) {
      Array x = key(4).normal(shape);
      MultiHeadDotProductAttention model = new MultiHeadDotProductAttention(3);
      MultiHeadDotProductAttention decoder = model.decode(true);
      Variables all = decoder.init(key(5), x);
      int length = shape[shape.length - 2];
      Array mask = Masks.makeCausalMask(x.at("..., 0").get());
      Array expected = model.apply(all, () -> model.call(inputs(x).mask(mask)));
      Variables state = all;
      List<Array> steps = new ArrayList<>();
      for (int t = 0; t < length; t++) {
        Array token = x.at("..., " + t + ":" + (t + 1) + ", :").get();
        Applied<Array> out = decoder.apply(state, token, Mutable.of("cache"));
        steps.add(out.value());
        state = state.merge(out.variables(), Merge.KEEP_NEW);
      }
      assertClose(expected, Jnp.concatenate(steps, -2), 1e-4, 1e-5);
      assertThat(state.get("cache/cache_index")).hasToString("" + length);
      Variables full = state;
      assertThatThrownBy(() -> decoder.apply(full, x, Mutable.of("cache")))
          .hasMessageContaining("takes one position a call");
    }
  }

  @Test
  void dropoutNeedsAKeyAndADecision() {
    Array x = key(6).normal(2, 6, 8);
    MultiHeadDotProductAttention model = new MultiHeadDotProductAttention(2).dropoutRate(0.5);
    MultiHeadDotProductAttention still = model.deterministic(true);
    Variables v = still.init(key(0), x);
    assertSame(still.apply(v, x), model.apply(v, () -> model.call(inputs(x).deterministic(true))));
    MultiHeadDotProductAttention random = model.deterministic(false);
    Array first = random.apply(v, x, Rngs.of("dropout", key(1)));
    assertThat(first.eq(random.apply(v, x, Rngs.of("dropout", key(2)))).all().itemBoolean())
        .isFalse();
    assertSame(first, random.apply(v, x, Rngs.of("dropout", key(1))));
    assertThatThrownBy(() -> model.apply(v, x)).hasMessageStartingWith("deterministic: neither");
    assertThatThrownBy(() -> random.apply(v, x)).isInstanceOf(InvalidRngError.class);
  }

  @Test
  void weightsAreSownIfAsked() {
    Variables v = HEADS.init(key(0), ones(4, 6, 5));
    Applied<Array> out =
        HEADS.apply(
            v,
            () -> HEADS.call(inputs(ones(4, 6, 5)).sowWeights(true)),
            Mutable.of("intermediates"));
    List<?> sown = (List<?>) out.variables().value("intermediates/attention_weights");
    assertThat(((Array) sown.getFirst()).aval()).hasToString("float32[4,8,6,6]");
    assertThat(HEADS.apply(v, ones(4, 6, 5), Mutable.of("intermediates")).variables().isEmpty())
        .isTrue();
  }

  @Test
  void theFunctionCanBeReplaced() {
    List<DotProductAttention> asked = new ArrayList<>();
    MultiHeadDotProductAttention model =
        HEADS
            .dtype(DType.BFLOAT16)
            .forceFp32ForSoftmax(true)
            .attentionFn((q, k, v, options) -> {
              asked.add(options);
              return v;
            });
    Array y = model.initWithOutput(key(0), ones(3, 5)).value();
    assertThat(y.dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().forceFp32ForSoftmax()).isTrue();
    assertThat(asked.getFirst().dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void otherNamesComputeTheSame() {
    Array x = key(7).uniform(3, 5);
    Array y = HEADS.initWithOutput(key(0), x).value();
    assertSame(y, new MultiHeadAttention(8).qkvFeatures(16).initWithOutput(key(0), x).value());
    SelfAttention self = new SelfAttention(8).qkvFeatures(16);
    assertSame(y, self.initWithOutput(key(0), x).value());
    Array mask = Masks.makeCausalMask(ones(3));
    Array causal = HEADS.initWithOutput(key(0), () -> HEADS.call(inputs(x).mask(mask))).value();
    assertSame(causal, self.initWithOutput(key(0), x, mask).value());
  }

  @Test
  void headsMustDivideTheFeatures() {
    assertThatThrownBy(() -> new MultiHeadDotProductAttention(3).init(key(0), ones(2, 5)))
        .hasMessageStartingWith(
            "attention: 3 heads must divide the 5 features of queries, keys and values");
  }
}
