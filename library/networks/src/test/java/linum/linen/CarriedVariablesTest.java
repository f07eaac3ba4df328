package linum.linen;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.core.Scan;
import linum.ir.Dims;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Variables that one step of a scan hands to the next, made by `init`.
class CarriedVariablesTest {
  record Counting(Dense dense) implements RNNCellBase<Array> {
    @Override
    public Scan<Array, Array> call(Array carry, Array x) {
      Variable<Array> steps = variable("counter", "steps", () -> array(0));
      steps.set(steps.value().add(1));
      return new Scan<>(carry.add(1), dense.apply(x).sum(-1).add(carry.mul(steps.value())));
    }

    @Override
    public Array initializeCarry(PrngKey key, Dims inputShape) {
      return array(1.0);
    }

    @Override
    public int numFeatureAxes() {
      return 1;
    }
  }

  @Test
  void theFirstStepMakesThem() {
    Array x = arange(30.0).reshape(2, 5, 3);
    for (boolean reverse : new boolean[] {false, true}) {
      var rnn =
          new RNN<>(new Counting(new Dense(2)))
              .reverse(reverse)
              .variableCarry(CollectionFilter.of("counter"));
      Applied<Array> made = rnn.initWithOutput(key(0), x);
      assertThat(made.variables().get("counter/cell/steps").item()).isEqualTo(5);
      Variables before = made.variables().with("counter/cell/steps", array(0));
      Applied<Array> out = rnn.apply(before, x, Mutable.of("counter"));
      assertThat(out.value()).hasToString(made.value().toString());
      assertThat(out.variables().get("counter/cell/steps").item()).isEqualTo(5);
      assertThat(rnn.init(key(0), x.get(":", "0:1")).get("counter/cell/steps").item()).isEqualTo(1);
    }
  }

  @Test
  void scansBackwardStackInOrder() {
    record Step() implements Layer2<Array, Array, Scan<Array, Array>> {
      @Override
      public Scan<Array, Array> call(Array carry, Array x) {
        Variable<Array> sum = variable("sums", "sum", () -> array(0.0));
        sum.update(s -> s.add(x));
        return new Scan<>(carry, sum.value());
      }
    }

    ScanLift lift =
        ScanLift.DEFAULT.variableCarry(CollectionFilter.of("sums")).reverse(true).length(3);
    Applied<Scan<Array, Array>> made =
        Linen.scan(new Step(), lift).initWithOutput(key(0), array(0.0), array(1.0, 2.0, 4.0));
    assertThat(made.value().ys()).hasToString("[7. 6. 4.]");
  }
}
