package linum.training;

import static linum.Linum.jit;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.where;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiFunction;
import linum.WithAux;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class DynamicScaleTest {
  record Step(DynamicScale scale, Array p, Array loss, Array finite) {}

  private static Array loss(Array p) {
    return p.astype(DType.FLOAT16).square();
  }

  // From Flax 0.12.8 with growth_interval=3: scale, steps that were finite, loss, parameter after
  // it.
  private static final double[][] FLAX = {
    {32768, 0, 1.0, 1.0},
    {16384, 0, 1.0, 1.0},
    {16384, 1, 1.0, 1.0199999809265137},
    {16384, 2, 1.0390625, 1.0403906106948853},
    {16384, 3, 1.08203125, 1.061191439628601},
    {32768, 0, 1.126953125, 1.082421898841858},
    {16384, 0, 1.1708984375, 1.082421898841858},
    {16384, 1, 1.1708984375, 1.104062557220459},
    {16384, 2, 1.2197265625, 1.1261523962020874},
    {16384, 3, 1.267578125, 1.1486719846725464},
    {32768, 0, 1.3193359375, 1.1716407537460327}
  };

  @Test
  void growsAndFallsAsInFlax() {
    BiFunction<DynamicScale, Array, Step> step =
        jit((DynamicScale scale, Array p) -> {
          var r = scale.valueAndGrad(p, DynamicScaleTest::loss);
          Array next = where(r.finite(), p.add(r.grad().mul(0.01)), p);
          return new Step(r.dynamicScale(), next, r.value(), r.finite());
        });
    DynamicScale scale = new DynamicScale().growthInterval(3);
    Array p = array(1.0);
    for (double[] expected : FLAX) {
      Step s = step.apply(scale, p);
      scale = s.scale();
      p = s.p();
      assertThat(scale.scale().item()).isEqualTo(expected[0]);
      assertThat(scale.finSteps().item()).isEqualTo(expected[1]);
      assertThat(s.loss().item()).isEqualTo(expected[2]);
      assertThat(p.item()).isEqualTo(expected[3]);
      assertThat(p.dtype()).isEqualTo(DType.FLOAT32);
    }
  }

  @Test
  void treesAndWhatIsBesideTheLoss() {
    var r =
        new DynamicScale()
            .scale(8)
            .valueAndGradAux(
                Map.of("a", array(3.0), "b", array(5.0)),
                t -> new WithAux<>(t.get("a").mul(t.get("b")), "beside"));
    assertThat(r.value().item()).isEqualTo(15);
    assertThat(r.aux()).isEqualTo("beside");
    assertThat(r.grad().get("a").item()).isEqualTo(5);
    assertThat(r.finite().toBooleanArray()).containsExactly(true);
  }

  @Test
  void thereIsALeastScale() {
    DynamicScale scale = new DynamicScale().scale(2).minimumScale(1.5);
    var r = scale.valueAndGrad(array(0.0), x -> x.log());
    assertSame(array(false), r.finite());
    assertThat(r.dynamicScale().scale().item()).isEqualTo(1.5);
    assertThat(
            scale
                .minimumScale(null)
                .valueAndGrad(array(0.0), x -> x.log())
                .dynamicScale()
                .scale()
                .item())
        .isEqualTo(1);
  }
}
