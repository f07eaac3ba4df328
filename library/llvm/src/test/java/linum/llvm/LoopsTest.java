package linum.llvm;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Backends;
import linum.core.Report;
import linum.core.Scan;
import linum.random.Random;
import org.junit.jupiter.api.Test;

/// What is done once for all rounds of a loop: before it, or after it.
class LoopsTest {
  private static final int STEPS = 7;
  private static final int CELLS = 80;

  private final Array weights = Random.normal(Random.key(1), CELLS, CELLS).mul(0.1);
  private final Array inputs = Random.normal(Random.key(2), STEPS, 5, CELLS);

  private static Array step(Array hidden, Array x, Array weights) {
    return hidden.matmul(weights).add(x).tanh();
  }

  /// The last state of a simple recurrent network.
  private Array run(Array weights, Array start) {
    return scan(
            (hidden, x) -> {
              Array next = step(hidden, x, weights);
              return new Scan<>(next, next);
            },
            start,
            inputs)
        .carry();
  }

  private Array loss(Array weights) {
    return run(weights, inputs.at(0).get()).square().sum();
  }

  private static void agrees(Function<Array, Array> f, Array x) {
    Array compiled = jit(f::apply).apply(x);
    Backends.use("reference");
    try {
      double[] expected = jit(f::apply).apply(x).ravel().toDoubleArray();
      double[] found = compiled.ravel().toDoubleArray();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4));
      }
    } finally {
      Backends.use("llvm");
    }
  }

  @Test
  void weightsAreBroughtIntoPanelsOnce() {
    List<Report.Kernel> kernels = jit(this::loss).lower(weights).compile().kernels();
    assertThat(kernels.stream().filter(k -> k.label().endsWith("panels")).map(Report.Kernel::depth))
        .containsExactly(0);
    agrees(this::loss, weights);
  }

  @Test
  void gradientsOfWeightsAreSummedUpAtOnce() {
    Function<Array, Array> gradient = w -> grad(this::loss).apply(w);
    assertThat(jit(gradient::apply).lower(weights).compile().asText())
        .contains("dimension_numbers=(([0, 1], [0, 1]), ([], []))");
    agrees(gradient, weights);
  }

  @Test
  void loopsInsideLoops() {
    Function<Array, Array> twice =
        w ->
            scan(
                    (hidden, _) -> new Scan<>(run(w, hidden), hidden),
                    inputs.at(0).get(),
                    inputs.at(1).get())
                .carry()
                .square()
                .sum();
    agrees(twice, weights);
    agrees(w -> grad(twice::apply).apply(w), weights);
  }
}
