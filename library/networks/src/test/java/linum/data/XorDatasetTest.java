package linum.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Against the class of the tutorial, run with NumPy 2.4.6.
class XorDatasetTest {
  private final XorDataset xor = new XorDataset(200, 42);

  @Test
  void pointsAreThoseOfTheTutorial() {
    assertThat(xor.data().at("0:4").get().reshape(8).toFloatArray())
        .containsExactly(
            -0.06800246983766556f,
            1.0232254266738892f,
            0.029307248070836067f,
            -0.07143513858318329f,
            0.1865774542093277f,
            1.0473833084106445f,
            -0.11913035064935684f,
            0.06565535813570023f);
    assertThat(xor.data().at(-1).get().toFloatArray())
        .containsExactly(1.0086590051651f, -0.015567723661661148f);
    double sum = 0;
    for (float x : xor.data().reshape(400).toFloatArray()) {
      sum += x;
    }
    assertThat(sum).isCloseTo(201.21715386328287, within(1e-12));
  }

  @Test
  void labelsAreThoseOfTheTutorial() {
    assertThat(xor.label().at("0:10").get().toLongArray())
        .containsExactly(1, 0, 1, 0, 1, 0, 0, 1, 0, 1);
    assertThat(xor.label().sum().item()).isEqualTo(97);
    assertThat(xor.size()).isEqualTo(200);
  }

  @Test
  void pointsComeOneByOne() {
    Dataset<XorDataset> points = xor.dataset();
    assertThat(points.size()).isEqualTo(200);
    assertThat(points.get(2).data().toFloatArray())
        .containsExactly(0.1865774542093277f, 1.0473833084106445f);
    assertThat(points.get(2).label().item()).isEqualTo(1);
  }
}
