package linum.linen;

import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.layers.ConvFunction;
import linum.layers.DotGeneralFunction;
import linum.nnx.Nnx;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

/// Layers that compute with functions of the user's.
class InjectionTest {
  private static final DotGeneralFunction DOUBLED = (x, y, d) -> Lax.dotGeneral(x, y, d).mul(2);
  private static final ConvFunction CONV = (x, k, o) -> Lax.convGeneralDilated(x, k, o).mul(2);

  @Test
  void productsCanBeReplaced() {
    Array x = key(1).normal(2, 3);
    Variables v = new Dense(4).init(key(0), x);
    assertClose(
        new Dense(4).apply(v, x).mul(2), new Dense(4).dotGeneral(DOUBLED).apply(v, x), 1e-6, 1e-6);
    Variables g = new DenseGeneral(2, 2).init(key(0), x);
    assertClose(
        new DenseGeneral(2, 2).apply(g, x).mul(2),
        new DenseGeneral(2, 2).dotGeneral(DOUBLED).apply(g, x),
        1e-6,
        1e-6);
    Array image = key(2).normal(1, 5, 5, 2);
    Variables c = new Conv(3, 2, 2).init(key(0), image);
    assertClose(
        new Conv(3, 2, 2).apply(c, image).mul(2),
        new Conv(3, 2, 2).convGeneralDilated(CONV).apply(c, image),
        1e-5,
        1e-5);
    Array words = key(3).normal(1, 4, 6);
    MultiHeadDotProductAttention heads = new MultiHeadDotProductAttention(2);
    Variables a = heads.init(key(0), words);
    assertClose(
        heads.apply(a, words).mul(2), heads.outDotGeneral(DOUBLED).apply(a, words), 1e-5, 1e-5);
    List<Dims> contracted = new ArrayList<>();
    DotGeneralFunction watched =
        (l, r, d) -> {
          contracted.add(d.lhsContracting());
          return Lax.dotGeneral(l, r, d);
        };
    assertSame(heads.apply(a, words), heads.qkvDotGeneral(watched).apply(a, words));
    assertThat(contracted).containsExactly(Dims.of(2), Dims.of(2), Dims.of(2));
  }

  @Test
  void promotionCanBeReplaced() {
    Array x = key(1).normal(2, 3).astype(DType.BFLOAT16);
    Dense dense =
        new Dense(4)
            .promoteDtype((_, arrays) ->
                List.of(
                    arrays[0],
                    arrays[1].astype(arrays[0].dtype()),
                    arrays[2].astype(arrays[0].dtype())));
    Variables v = dense.init(key(0), x);
    assertThat(v.get("params/kernel").dtype()).isEqualTo(DType.FLOAT32);
    assertThat(new Dense(4).apply(v, x).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(dense.apply(v, x).dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void theLayersOfNnxHaveTheSameOptions() {
    Array x = key(1).normal(2, 3);
    var plain = new Nnx.Linear(3, 4, new Nnx.Rngs(0));
    var doubled = new Nnx.Linear(3, 4, new Nnx.Rngs(0), o -> o.dotGeneral(DOUBLED));
    assertClose(plain.call(x).mul(2), doubled.call(x), 1e-6, 1e-6);
    var half =
        new Nnx.Linear(
            3,
            4,
            new Nnx.Rngs(0),
            o -> o.dtype(DType.BFLOAT16).useBias(false).preferredElementType(DType.FLOAT32));
    assertThat(half.call(x).dtype()).isEqualTo(DType.FLOAT32);
    Array image = key(2).normal(1, 5, 5, 2);
    var conv = new Nnx.Conv(2, 3, Dims.of(2, 2), new Nnx.Rngs(0));
    var other = new Nnx.Conv(2, 3, Dims.of(2, 2), new Nnx.Rngs(0), o -> o.convGeneralDilated(CONV));
    assertClose(conv.call(image).mul(2), other.call(image), 1e-5, 1e-5);
    var heads = new Nnx.MultiHeadAttention(2, 4, new Nnx.Rngs(0));
    var louder = new Nnx.MultiHeadAttention(2, 4, new Nnx.Rngs(0), o -> o.outDotGeneral(DOUBLED));
    Array words = key(3).normal(1, 3, 4);
    assertClose(heads.call(words).mul(2), louder.call(words), 1e-5, 1e-5);
  }

  @Test
  void statisticsAreSharedWithinGroups() {
    Array x = key(4).normal(4, 6, 3);
    BatchNorm norm =
        new BatchNorm()
            .axisName("batch")
            .axisIndexGroups(new int[] {0, 2}, new int[] {1, 3})
            .useRunningAverage(false);
    Variables v = norm.init(key(0), x.get(0));
    var each =
        Linen.vmap(
            norm,
            VmapLift.DEFAULT
                .variableAxes("params", Linen.BROADCAST)
                .variableAxes("batch_stats", 0)
                .axisName("batch"));
    Array stats = Jnp.zeros(4, 3);
    Variables all =
        Variables.of(
            Map.of(
                "params", v.params(), "batch_stats", Map.of("mean", stats, "var", Jnp.ones(4, 3))));
    Applied<Array> out = each.apply(all, x, Mutable.of("batch_stats"));
    Array pair = Jnp.concatenate(List.of(x.get(0), x.get(2)), 0);
    Array alone = norm.axisName(null).apply(v, pair, Mutable.of("batch_stats")).value();
    assertClose(alone.reshape(2, 6, 3).get(0), out.value().get(0), 1e-5, 1e-5);
    assertClose(alone.reshape(2, 6, 3).get(1), out.value().get(2), 1e-5, 1e-5);
    assertClose(pair.mean(0).mul(0.01), out.variables().get("batch_stats/mean").get(2), 1e-5, 1e-6);
    var wrong =
        Linen.vmap(
            new LayerNorm().axisName("batch").axisIndexGroups(new int[] {0, 1}),
            VmapLift.DEFAULT.variableAxes("params", Linen.BROADCAST).axisName("batch"));
    assertThatThrownBy(() -> wrong.apply(all, x))
        .hasMessage(
            "axisIndexGroups [(0, 1)] must have each of the 4 places of the axis \"batch\" once");
  }
}
