package linum.bench;

import static linum.Linum.makeJaxpr;
import static linum.Linum.valueAndGrad;
import static linum.numpy.Jnp.tanh;
import static linum.numpy.Jnp.zeros;

import java.util.concurrent.TimeUnit;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.ir.JaxprChecker;
import linum.tree.Tree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What writing a program down costs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class StagingBenchmark {
  /// A multilayer perceptron with three layers.
  public record Mlp(Array w1, Array b1, Array w2, Array b2, Array w3, Array b3) {}

  /// A chain of operations of a given length.
  @State(Scope.Thread)
  public static class Chain {
    /// How many equations.
    @Param({"100", "1000", "10000"})
    public int equations;
  }

  private final Mlp mlp =
      new Mlp(zeros(784, 512), zeros(512), zeros(512, 512), zeros(512), zeros(512, 10), zeros(10));
  private final Array images = zeros(128, 784);
  private final Array labels = zeros(128, 10);

  private static Array loss(Mlp m, Array x, Array y) {
    Array h1 = tanh(x.matmul(m.w1()).add(m.b1()));
    Array h2 = tanh(h1.matmul(m.w2()).add(m.b2()));
    Array logits = h2.matmul(m.w3()).add(m.b3());
    Array shifted = logits.sub(logits.max(1, true));
    Array logProbabilities = shifted.sub(shifted.exp().sum(1, true).log());
    return y.mul(logProbabilities).sum(1).mean().neg();
  }

  private static Mlp step(Mlp m, Array x, Array y) {
    Mlp gradient = valueAndGrad(m, p -> loss(p, x, y)).grad();
    return Tree.map((p, g) -> p.sub(g.mul(0.1)), m, gradient);
  }

  /// A training step of about 100 equations, written down and checked.
  @Benchmark
  public Jaxpr mlpStep() {
    Jaxpr jaxpr = makeJaxpr(StagingBenchmark::step, mlp, images, labels);
    JaxprChecker.check(jaxpr);
    return jaxpr;
  }

  /// A chain, whose cost must grow as its length.
  @Benchmark
  public Jaxpr chain(Chain chain) {
    return makeJaxpr(
        x -> {
          Array y = x;
          for (int i = 0; i < chain.equations; i++) {
            y = y.add(1);
          }
          return y;
        },
        labels);
  }
}
