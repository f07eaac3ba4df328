package linum.training;

import static linum.Linum.jit;
import static linum.numpy.Jnp.array;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import org.junit.jupiter.api.Test;

class MetricsTest {
  record Metrics(Average loss, Accuracy accuracy) {}

  private static final Array LOGITS =
      array(0.1, 0.9, 0.0, 0.5, 0.2, 0.3, 0.0, 0.0, 1.0, 0.3, 0.3, 0.4).reshape(4, 3);

  @Test
  void theMeanOfAllBatches() {
    Average a = Average.empty().update(array(1.0, 2.0)).update(array(6));
    assertThat(a.compute().item()).isEqualTo(3);
    assertThat(Average.empty().compute().item()).isNaN();
    assertThat(a.merge(Average.empty().update(array(7.0))).compute().item()).isEqualTo(4);
  }

  @Test
  void maskedNumbersDoNotCount() {
    Average a = Average.empty().update(array(1.0, 100.0, 3.0), array(true, false, true));
    assertThat(a.compute().item()).isEqualTo(2);
    assertThat(a.count().item()).isEqualTo(2);
  }

  @Test
  void theShareOfRightAnswers() {
    Accuracy a = Accuracy.empty().update(LOGITS, array(1, 0, 0, 2));
    assertThat(a.compute().item()).isEqualTo(0.75);
    assertThat(a.merge(Accuracy.empty().update(LOGITS, array(0, 1, 1, 1))).compute().item())
        .isEqualTo(0.375);
    assertThat(Accuracy.empty().update(array(0.3, -2.0, 0.7), array(1, 0, 0), 0).compute().item())
        .isEqualTo(2.0 / 3, org.assertj.core.data.Offset.offset(1e-7));
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> Accuracy.empty().update(LOGITS, array(1, 0)))
        .hasMessage(
            """
            accuracy: labels are integers of the shape of the logits without their last axis, but the logits are float32[4,3], the labels int32[2]
            For two classes with one logit: update(logits, labels, threshold).\
            """);
    assertThatThrownBy(() -> Accuracy.empty().update(LOGITS, array(1, 0), 0))
        .hasMessage(
            "accuracy: one logit for each label is needed, but the logits are float32[4,3], the labels int32[2]");
  }

  @Test
  void compiledFunctionsUpdateThem() {
    var step =
        jit((Metrics m, Array logits, Array labels) ->
            new Metrics(m.loss().update(logits.sum(1)), m.accuracy().update(logits, labels)));
    Metrics m = new Metrics(Average.empty(), Accuracy.empty());
    for (int i = 0; i < 3; i++) {
      m = step.apply(m, LOGITS, array(1, 0, 0, 2));
    }
    assertThat(m.accuracy().compute().item()).isEqualTo(0.75);
    assertThat(m.loss().compute().item()).isEqualTo(1, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void forestsAreStacked() {
    Map<String, Array> all =
        Training.stackForest(List.of(Map.of("loss", array(1.0)), Map.of("loss", array(2.0))));
    assertSame(array(1.0, 2.0), all.get("loss"));
    assertThatThrownBy(() -> Training.stackForest(List.of()))
        .hasMessage("stackForest: there are no trees");
  }

  @Test
  void labelsBecomeRows() {
    assertSame(
        array(0.1, 0.9, 0.1, 0.9, 0.1, 0.1).reshape(2, 3),
        Training.onehot(array(1, 0), 3, 0.9, 0.1));
  }
}
