package linum.bench;

import static linum.numpy.Jnp.zeros;

import java.util.concurrent.TimeUnit;
import linum.core.Array;
import linum.tree.Flat;
import linum.tree.Tree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What taking a tree apart and putting it together costs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class TreeBenchmark {
  /// Parameters of two layers.
  public record Params(Array w1, Array b1, Array w2, Array b2) {}

  private final Params params = new Params(zeros(2, 3), zeros(3), zeros(3, 1), zeros(1));

  /// A record of four arrays, flattened and made anew.
  @Benchmark
  public Params recordOfFourArrays() {
    Flat flat = Tree.flatten(params);
    return Tree.unflatten(flat.structure(), flat.leaves());
  }
}
