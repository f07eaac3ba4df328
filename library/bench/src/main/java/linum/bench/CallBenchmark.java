package linum.bench;

import static linum.Linum.jit;
import static linum.numpy.Jnp.arange;

import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.ir.DType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one call costs, on arrays so small that nothing else does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class CallBenchmark {
  private final Array x = arange(8).astype(DType.FLOAT32);
  private final Array y = x.add(1);
  private final BinaryOperator<Array> add = jit((a, b) -> a.add(b));

  /// A compiled function, from Java to Java.
  @Benchmark
  public Array jittedAdd() {
    return add.apply(x, y).blockUntilReady();
  }

  /// The same operation without `jit`.
  @Benchmark
  public Array eagerAdd() {
    return x.add(y).blockUntilReady();
  }
}
