package linum.bench.peers;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;

/// Workloads of a few operations: small ones, which show what a call costs, and elementwise ones.
final class Elementary {
  private static final int LARGE = 10_000_000;
  private static final double MICROSECOND = 1e-6;

  private Elementary() {}

  static void register(Registry all) {
    all.add("simple graph", Elementary::simple);
    all.add("simple graph gradient", Elementary::simpleGradient);
    all.add("eager add", Elementary::eagerAdd);
    all.add("gelu fresh", Elementary::geluFresh);
    all.add("gelu donated", Elementary::geluDonated);
    all.add("adam", Elementary::adam);
  }

  private static Array graph(Array x) {
    return x.add(2).pow(2).add(3).mean();
  }

  private static Workload simple(String name) {
    Goal goal = Goal.of(0.5, 0.05).plusSeconds(MICROSECOND);
    return Workload.of(name, goal, List.of(small()), (_, d) -> List.of(graph(d.getFirst())))
        .looped((s, out) -> List.of(s.getFirst().add(out.getFirst().mul(1e-9))))
        .flops(4000);
  }

  private static Workload simpleGradient(String name) {
    UnaryOperator<Array> gradient = Linum.grad(Elementary::graph);
    Goal goal = Goal.of(0.5, 0.05).plusSeconds(MICROSECOND);
    return Workload.of(
            name, goal, List.of(small()), (_, d) -> List.of(gradient.apply(d.getFirst())))
        .looped((s, out) -> List.of(s.getFirst().sub(out.getFirst())))
        .flops(2000);
  }

  private static Workload eagerAdd(String name) {
    return Workload.of(
            name,
            Goal.libtorch(1),
            List.of(small()),
            (_, d) -> List.of(d.getFirst().add(d.getFirst())))
        .eager();
  }

  private static Array small() {
    return Inputs.normal(1, 1000);
  }

  private static Workload geluFresh(String name) {
    return Workload.of(
            name,
            Goal.of(0.35, 0.35),
            List.of(Inputs.normal(1, LARGE)),
            (_, d) -> List.of(Nn.gelu(d.getFirst())))
        .bytes(8.0 * LARGE)
        .tolerance(2e-4, "libtorch");
  }

  /// The result lies where the argument was, and so it does in a loop of XLA's.
  private static Workload geluDonated(String name) {
    return Workload.training(
            name,
            Goal.xla(0.9),
            List.of(Inputs.normal(1, LARGE)),
            List.of(),
            (s, _) -> List.of(Nn.gelu(s.getFirst())))
        .bytes(8.0 * LARGE);
  }

  /// One update of ten million parameters in twenty arrays.
  private static Workload adam(String name) {
    int[] shape = {500, 1000};
    List<Array> parameters = Adam.repeat(20, () -> Inputs.normal(1, shape));
    List<Array> gradients = Adam.repeat(20, () -> Inputs.normal(0.1, shape));
    return Workload.training(
            name,
            Goal.of(0.8, 0.8),
            Adam.state(parameters),
            gradients,
            (state, d) -> Adam.update(state, d))
        .bytes(28.0 * LARGE);
  }
}
