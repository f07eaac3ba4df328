package linum.bench;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.numpy.Jnp.tanh;
import static linum.numpy.Jnp.zeros;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import linum.core.Array;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the gradient of a compiled function costs per call: its body is transformed once, so that
/// the cost does not grow with the length of the body as a transformation would.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradOfJitBenchmark {
  /// How many layers the body has.
  @Param({"10", "100"})
  public int layers;

  private final Array x = zeros(4);
  private UnaryOperator<Array> gradient = UnaryOperator.identity();

  /// Makes the function.
  @Setup
  public void compile() {
    UnaryOperator<Array> body =
        jit(v -> {
          Array y = v;
          for (int i = 0; i < layers; i++) {
            y = tanh(y).mul(2);
          }
          return y.sum();
        });
    gradient = grad(body);
  }

  /// One call of `grad(jit(f))`.
  @Benchmark
  public Array call() {
    return gradient.apply(x).blockUntilReady();
  }
}
