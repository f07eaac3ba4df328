package linum.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import linum.checkpoint.Serialization;
import org.junit.jupiter.api.Test;

/// The tables of Flax's tests.
class EarlyStoppingTest {
  /// The position of the value at which it stops; the last one if it does not.
  private static int stops(EarlyStopping early, double... metrics) {
    EarlyStopping now = early;
    int i = 0;
    for (; i < metrics.length - 1; i++) {
      now = now.update(metrics[i]);
      if (now.shouldStop()) {
        return i;
      }
    }
    return i;
  }

  private static double[] ones() {
    return DoubleStream.generate(() -> 1.0).limit(10).toArray();
  }

  @Test
  void stopsAtTheFirstValueThatIsNotBetter() {
    EarlyStopping early = new EarlyStopping();
    assertThat(stops(early, ones())).isEqualTo(1);
    early = early.update(1).update(1);
    assertThat(early.shouldStop()).isTrue();
    assertThat(early.reset()).isEqualTo(new EarlyStopping());
  }

  @Test
  void patienceIsHowOftenItWaits() {
    assertThat(stops(new EarlyStopping().patience(6), ones())).isEqualTo(7);
  }

  @Test
  void smallImprovementsDoNotCount() {
    double[] slowly = DoubleStream.iterate(0.9999, m -> m - 1e-4).limit(100).toArray();
    assertThat(stops(new EarlyStopping(), slowly)).isEqualTo(99);
    assertThat(stops(new EarlyStopping().minDelta(1e-3), slowly)).isEqualTo(1);
  }

  @Test
  void improvementsAreTold() {
    double[] metrics = {0.01, 0.005, 0.0033, 0.0025, 0.002, 0.0017, 0.0014, 0.0012, 0.0011, 0.001};
    EarlyStopping early = new EarlyStopping().minDelta(1e-3).patience(1);
    assertThat(stops(early, metrics)).isEqualTo(6);
    int improved = 0;
    for (int i = 0; i <= 6; i++) {
      early = early.update(metrics[i]);
      improved += early.hasImproved() ? 1 : 0;
    }
    assertThat(improved).isEqualTo(4);
  }

  @Test
  void itsStateIsSaved() {
    EarlyStopping early = new EarlyStopping().minDelta(0.5).update(3).update(2.9);
    byte[] bytes = Serialization.toBytes(early);
    assertThat(Serialization.msgpackRestore(bytes))
        .hasToString(
            "{min_delta=0.5, patience=0, best_metric=3.0, patience_count=1, should_stop=true, has_improved=false}");
    assertThat(Serialization.fromBytes(new EarlyStopping(), bytes)).isEqualTo(early);
  }
}
