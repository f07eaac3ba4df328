package linum.nnx;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.linen.BatchNorm;
import linum.linen.Conv;
import linum.linen.ConvTranspose;
import linum.linen.Dense;
import linum.linen.DenseGeneral;
import linum.linen.Einsum;
import linum.linen.Embed;
import linum.linen.GroupNorm;
import linum.linen.InstanceNorm;
import linum.linen.LSTMCell;
import linum.linen.Layer;
import linum.linen.LayerNorm;
import linum.linen.MultiHeadAttention;
import linum.linen.Mutable;
import linum.linen.RMSNorm;
import linum.linen.Variables;
import linum.nn.Initializer;
import linum.nn.Nn;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

/// Layers that own their variables compute what their twins in Linen compute with the same ones.
class LayersTest {
  private static final Array X = key(0).normal(2, 4);
  private static final Array IMAGES = key(1).normal(2, 6, 6, 4);
  private final Nnx.Rngs rngs = new Nnx.Rngs(0);

  private static <M extends Nnx.Module & Nnx.Layer> void sameAs(Layer linen, M nnx, Array x) {
    Variables variables = linen.init(key(2), x);
    Nnx.updateFromLinen(nnx, variables);
    assertClose(linen.apply(variables, x), nnx.call(x), 1e-5, 1e-6);
  }

  @Test
  void affineMaps() {
    sameAs(new Dense(3), new Nnx.Linear(4, 3, rngs), X);
    sameAs(new Dense(3).useBias(false), new Nnx.Linear(4, 3, rngs, o -> o.useBias(false)), X);
    sameAs(
        new DenseGeneral(3, 5).axis(-2, -1),
        new Nnx.LinearGeneral(Dims.of(6, 4), Dims.of(3, 5), rngs, o -> o.axis(-2, -1)),
        IMAGES);
    sameAs(
        new Einsum("ab,bc->ac", 4, 3),
        new Nnx.Einsum("ab,bc->ac", Dims.of(4, 3), Dims.of(3), rngs),
        X);
    sameAs(new Embed(7, 3), new Nnx.Embed(7, 3, rngs), array(1, 5, 6));
    assertThatThrownBy(() -> new Nnx.LinearGeneral(Dims.of(6, 4), Dims.of(3), rngs))
        .hasMessageContaining("one size for each axis");
  }

  @Test
  void convolutions() {
    sameAs(
        new Conv(3, 3, 3).strides(2).padding("VALID"),
        new Nnx.Conv(4, 3, Dims.of(3, 3), rngs, o -> o.strides(2).padding("VALID")),
        IMAGES);
    sameAs(
        new ConvTranspose(3, 3, 3).strides(2),
        new Nnx.ConvTranspose(4, 3, Dims.of(3, 3), rngs, o -> o.strides(2)),
        IMAGES);
  }

  @Test
  void normalizations() {
    sameAs(new LayerNorm(), new Nnx.LayerNorm(4, rngs), X);
    sameAs(new RMSNorm(), new Nnx.RMSNorm(4, rngs), X);
    sameAs(new GroupNorm().numGroups(2), new Nnx.GroupNorm(4, rngs, o -> o.numGroups(2)), IMAGES);
    sameAs(new InstanceNorm(), new Nnx.InstanceNorm(4, rngs), IMAGES);
    Nnx.BatchNorm norm = new Nnx.BatchNorm(4, rngs);
    norm.eval();
    sameAs(new BatchNorm().useRunningAverage(true), norm, IMAGES);
    norm.train();
    var _ = norm.call(IMAGES);
    assertClose(IMAGES.mean(0, 1, 2).mul(0.01), norm.mean.get(), 1e-4, 1e-6);
  }

  @Test
  void attention() {
    Array x = key(3).normal(2, 5, 4);
    Layer linen = new MultiHeadAttention(2);
    Variables variables = linen.init(key(2), x);
    Nnx.MultiHeadAttention nnx = new Nnx.MultiHeadAttention(2, 4, rngs);
    Nnx.updateFromLinen(nnx, variables);
    assertClose(linen.apply(variables, x), nnx.call(x), 1e-5, 1e-6);
  }

  @Test
  void decodingOnePositionAfterTheOtherIsCausalAttention() {
    Array x = key(3).normal(2, 5, 4);
    Nnx.MultiHeadAttention attention = new Nnx.MultiHeadAttention(2, 4, rngs, o -> o.numKvHeads(1));
    Array expected = attention.call(x, Nnx.makeCausalMask(ones(2, 5)));
    attention.decode = true;
    assertThatThrownBy(() -> attention.call(x.at(":, 0:1").get()))
        .hasMessageContaining("attention.initCache");
    attention.initCache(x.shape());
    var step = Nnx.jit((Nnx.MultiHeadAttention m, Array position) -> m.call(position));
    for (int i = 0; i < 5; i++) {
      assertClose(
          expected.at(":, %d:%d".formatted(i, i + 1)).get(),
          step.apply(attention, x.at(":, %d:%d".formatted(i, i + 1)).get()),
          1e-5,
          1e-6);
    }
    assertThat(step.cacheSize()).isEqualTo(1);
  }

  private static <C> void sameCell(
      linum.linen.RNNCellBase<C> linen, Nnx.RNNCellBase<C> nnx, Array x) {
    C carry = nnx.initializeCarry(x.shape());
    Variables variables = linen.init(key(2), carry, x);
    Map<String, Object> flat = variables.flatten("/");
    Map<String, Object> renamed = new java.util.TreeMap<>();
    flat.forEach((path, value) -> renamed.put(path.replace("/if/", "/if_/"), value));
    Nnx.updateFromLinen(nnx, Variables.unflatten(renamed, "/"));
    assertClose(linen.apply(variables, carry, x).ys(), nnx.call(carry, x).ys(), 1e-5, 1e-6);
  }

  @Test
  void recurrentCells() {
    sameCell(new LSTMCell(3), new Nnx.LSTMCell(4, 3, rngs), X);
  }

  @Test
  void recurrentNetworksStepThroughTime() {
    Array x = key(3).normal(2, 5, 4);
    for (Nnx.RNNCellBase<Array> cell :
        List.of(new Nnx.SimpleCell(4, 3, rngs), new Nnx.GRUCell(4, 3, rngs))) {
      Array carry = cell.initializeCarry(Dims.of(2, 4));
      Array short_ = carry;
      for (int t = 0; t < 5; t++) {
        carry = cell.call(carry, x.at(":, " + t).get()).carry();
        short_ = t == 2 ? carry : short_;
      }
      assertClose(carry, new Nnx.RNN<>(cell).run(x, null, null).carry(), 1e-5, 1e-6);
      assertClose(carry, new Nnx.RNN<>(cell).call(x).at(":, 4").get(), 1e-5, 1e-6);
      Array last = new Nnx.RNN<>(cell).run(x, null, array(5, 3)).carry();
      assertClose(carry.at(0).get(), last.at(0).get(), 1e-5, 1e-6);
      assertClose(short_.at(1).get(), last.at(1).get(), 1e-5, 1e-6);
    }
    Nnx.RNN<?> rnn = new Nnx.RNN<>(new Nnx.OptimizedLSTMCell(4, 3, rngs));
    Array both = new Nnx.Bidirectional<>(rnn, rnn).call(x);
    assertClose(rnn.call(x), both.at(":, :, 0:3").get(), 1e-5, 1e-6);
    assertClose(Jnp.flip(rnn.call(Jnp.flip(x, 1)), 1), both.at(":, :, 3:6").get(), 1e-5, 1e-6);
  }

  @Test
  void normsOfKernels() {
    Nnx.Linear linear = new Nnx.Linear(4, 3, rngs, o -> o.useBias(false));
    Array kernel = linear.kernel.get();
    Nnx.WeightNorm<Nnx.Linear> weight = new Nnx.WeightNorm<>(linear, rngs);
    Array lengths = kernel.square().sum(0).sqrt();
    assertClose(X.matmul(kernel.div(lengths)), weight.call(X), 1e-5, 1e-6);
    assertThat(linear.kernel.get()).isSameAs(kernel);
    Nnx.SpectralNorm<Nnx.Linear> spectral = new Nnx.SpectralNorm<>(linear, rngs, o -> o.nSteps(50));
    Array v = ones(3);
    for (int i = 0; i < 100; i++) {
      Array next = kernel.T().matmul(kernel.matmul(v));
      v = next.div(next.square().sum().sqrt());
    }
    Array largest = kernel.matmul(v).square().sum().sqrt();
    assertClose(X.matmul(kernel.div(largest)), spectral.call(X), 1e-3, 1e-4);
  }

  @Test
  void smallLayers() {
    Nnx.Dropout dropout = new Nnx.Dropout(0.5, rngs);
    Array y = dropout.call(ones(1000));
    assertThat(y.mean().item()).isBetween(0.8, 1.2);
    assertThat(Jnp.unique(y).size()).isEqualTo(2);
    dropout.eval();
    assertClose(ones(3), dropout.call(ones(3)), 0, 0);
    assertClose(array(-0.01, 2.0), new Nnx.PReLU().call(array(-1.0, 2.0)), 1e-6, 1e-6);
    Nnx.LoRALinear lora = new Nnx.LoRALinear(4, 3, 2, new Nnx.Rngs(0));
    assertClose(new Nnx.Linear(4, 3, new Nnx.Rngs(0)).call(X), lora.call(X), 1e-6, 1e-6);
    assertThat(Nnx.state(lora, Nnx.LoRAParam.class).flat().keySet())
        .containsExactly(List.of("lora", "lora_a"), List.of("lora", "lora_b"));
    Nnx.Sequential net = new Nnx.Sequential(lora, Nn::relu);
    assertThat(net.call(X).min().item()).isNotNegative();
    Nnx.Linear half =
        new Nnx.Linear(
            4,
            3,
            rngs,
            o -> o.paramDtype(DType.BFLOAT16).kernelInit(Initializer.ONES).dtype(DType.FLOAT32));
    assertThat(half.kernel.dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(half.call(X).dtype()).isEqualTo(DType.FLOAT32);
    Nnx.Dropout forUse = Nnx.view(new Nnx.Dropout(0.5, rngs), Map.of("deterministic", true));
    assertThat(forUse.deterministic).isTrue();
    assertThatThrownBy(() -> net.setAttributes(Map.of("rate", 0.1)))
        .hasMessageContaining("no module in Sequential has a field rate");
  }

  @Test
  void spectralNormIsThatOfLinen() {
    Nnx.Linear linear = new Nnx.Linear(4, 3, new Nnx.Rngs(1));
    var norm = new Nnx.SpectralNorm<>(linear, new Nnx.Rngs(0), o -> o.nSteps(2));
    assertThat(norm.batchStats).containsOnlyKeys("kernel/u", "kernel/sigma");
    // The twin in Linen, with the same estimates.
    var twin = new linum.linen.SpectralNorm(new linum.linen.Dense(3)).nSteps(2);
    Variables v =
        Variables.of(
            Map.of(
                "params",
                Map.of(
                    "layer_instance",
                    Map.of("kernel", linear.kernel.get(), "bias", linear.bias.get())),
                "batch_stats",
                Map.of(
                    "layer_instance/kernel/u",
                    norm.batchStats.get("kernel/u").get(),
                    "layer_instance/kernel/sigma",
                    norm.batchStats.get("kernel/sigma").get())));
    norm.eval();
    Array before = norm.batchStats.get("kernel/u").get();
    assertClose(twin.apply(v, X, false), norm.call(X), 1e-5, 1e-6);
    assertThat(norm.batchStats.get("kernel/u").get()).isSameAs(before);
    norm.train();
    var out = twin.apply(v, X, true, Mutable.of("batch_stats"));
    assertClose(out.value(), norm.call(X), 1e-5, 1e-6);
    assertClose(
        out.variables().get("batch_stats/layer_instance/kernel/sigma"),
        norm.batchStats.get("kernel/sigma").get(),
        1e-5,
        1e-6);
    assertThat(before.square().sum().item()).isLessThan(0.01);
    var general = new Nnx.LinearGeneral(Dims.of(4), Dims.of(3, 2), rngs);
    assertThatThrownBy(() -> new Nnx.SpectralNorm<>(general, rngs, o -> o.errorOnNonMatrix(true)))
        .hasMessageStartingWith("SpectralNorm: kernel is no matrix but float32[4,3,2]");
  }

  @Test
  void optionsThatAreSaidInTheCall() {
    Nnx.Dropout dropout = new Nnx.Dropout(0.5);
    assertClose(ones(3), dropout.call(ones(3), true), 0, 0);
    assertThatThrownBy(() -> dropout.call(ones(3)))
        .hasMessageContaining("no source of random keys");
    Nnx.BatchNorm norm = new Nnx.BatchNorm(4, rngs);
    assertClose(X.div(Math.sqrt(1 + 1e-5)), norm.call(X, true), 1e-5, 1e-6);
    assertThat(norm.mean.get().sum().item()).isZero();
    Nnx.Linear base = new Nnx.Linear(4, 3, rngs);
    Nnx.LoRA lora = new Nnx.LoRA(4, 2, 3, base, rngs);
    assertClose(base.call(X), lora.call(X), 1e-6, 1e-6);
    Nnx.LoRALinear free =
        new Nnx.LoRALinear(
            4, 3, 2, rngs, o -> o.useBias(false), o -> o.bInitializer(Initializer.ONES));
    Array low = X.matmul(free.lora.loraA.get()).matmul(ones(2, 3));
    assertClose(X.matmul(free.kernel.get()).add(low), free.call(X), 1e-5, 1e-6);
    var weight =
        new Nnx.WeightNorm<>(new Nnx.Linear(4, 3, rngs), rngs, o -> o.variableFilter(true));
    assertThat(weight.scales).containsOnlyKeys("kernel", "bias");
    assertThatThrownBy(() -> dropout.setAttributes(Map.of("deterministic", true, "other", 1)))
        .hasMessage("setAttributes: no module in Dropout has a field other that can be set");
    dropout.eval(Map.of("other", 1));
    assertThat(dropout.deterministic).isTrue();
  }
}
