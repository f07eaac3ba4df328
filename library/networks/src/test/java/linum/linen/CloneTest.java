package linum.linen;

import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import linum.core.Array;
import linum.nn.Nn;
import org.junit.jupiter.api.Test;

class CloneTest {
  record Twice(Dense block, boolean copied) implements Layer {
    @Override
    public Array call(Array x) {
      Dense second = copied ? Linen.clone(block) : block;
      return second.apply(block.apply(x));
    }
  }

  static final class Classy implements Layer {
    private final int features;
    private final Layer activation;

    Classy(int features, Layer activation) {
      this.features = features;
      this.activation = activation;
    }

    @Override
    public Array call(Array x) {
      return activation.apply(new Dense(features).apply(x));
    }
  }

  static final class Hidden implements Layer {
    private final Dense dense = new Dense(3);

    @Override
    public Array call(Array x) {
      return dense.apply(x);
    }
  }

  @Test
  void aCloneHasVariablesOfItsOwn() {
    assertThat(new Twice(new Dense(4), false).init(key(0), ones(1, 4)).params().names())
        .containsExactly("block");
    assertThat(new Twice(new Dense(4), true).init(key(0), ones(1, 4)).params().names())
        .containsExactly("block", "Dense_0");
  }

  @Test
  void componentsCanBeReplaced() {
    Dense dense = new Dense(4).useBias(false);
    assertThat(Linen.clone(dense)).isEqualTo(dense).isNotSameAs(dense);
    assertThat(Linen.clone(dense, Map.of("features", 6))).isEqualTo(new Dense(6).useBias(false));
    Layer named = Linen.clone(Linen.remat(dense).named("a"), Map.of("features", 6));
    assertThat(
            new Sequential(named).init(key(0), ones(1, 4)).get("params/layers_0/kernel").shape(1))
        .isEqualTo(6);
    Twice model = Linen.clone(new Twice(dense, true), Map.of("copied", false));
    assertThat(model.block()).isSameAs(dense);
    assertThat(model.copied()).isFalse();
  }

  @Test
  void classesAreMadeByTheConstructorOfTheirFields() {
    Classy wide = Linen.clone(new Classy(4, Nn::relu), Map.of("features", 6));
    assertThat(wide.init(key(0), ones(1, 4)).get("params/Dense_0/kernel").shape(1)).isEqualTo(6);
    assertThatThrownBy(() -> Linen.clone(new Hidden()))
        .hasMessage(
            "clone: Hidden has no constructor that takes its fields, [Dense].\n"
                + "Make it a record, or call its constructor.");
  }

  @Test
  void unknownComponentsAreAnError() {
    assertThatThrownBy(() -> Linen.clone(new Dense(4), Map.of("width", 6)))
        .hasMessageContaining("a value was given for [width]");
    assertThatThrownBy(() -> Linen.clone(new Classy(4, Nn::relu), Map.of("width", 6)))
        .hasMessage(
            "clone: Classy has the fields [activation, features], but a value was given for [width]");
  }

  @Test
  void namesAndTransformationsKeepTheWaysToCall() {
    record Body() implements Layer2<Array, Boolean, Array> {
      @Override
      public Array call(Array x, Boolean train) {
        Array y = new BatchNorm().named("norm").apply(x, !train);
        return Linen.vmap(
                new BatchNorm(),
                VmapLift.DEFAULT
                    .variableAxes("params", 0)
                    .variableAxes("batch_stats", 0)
                    .splitRngs("params", true)
                    .inAxes(0, Linen.BROADCAST))
            .apply(y, !train);
      }
    }
    Variables v = new Body().init(key(0), ones(2, 3, 4), false);
    assertThat(v.params().names()).containsExactly("norm", "VmapBatchNorm_0");
    assertThat(v.get("batch_stats/VmapBatchNorm_0/mean").shape().toArray()).containsExactly(2, 4);
  }
}
