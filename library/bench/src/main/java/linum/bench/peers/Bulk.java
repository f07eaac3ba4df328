package linum.bench.peers;

import java.util.List;
import linum.Linum;
import linum.core.Array;

/// Much data and little arithmetic: reading and writing at indices, sorting, running and total
/// sums.
final class Bulk {
  private static final Goal AS_FAST = Goal.of(1, 1);
  private static final int LARGE = 10_000_000;
  private static final int WORDS = 50_000;
  private static final int FEATURES = 256;
  private static final int TOKENS = 8192;

  private Bulk() {}

  static void register(Registry all) {
    all.add("embedding gather", Bulk::gather);
    all.add("embedding gradient", Bulk::gradient);
    all.add("sort 1e6", Bulk::sort);
    all.add("cumsum 1e7", Bulk::cumulativeSum);
    all.add("reduce 1e7", Bulk::sum);
  }

  private static Workload gather(String name) {
    return Workload.of(
            name,
            AS_FAST,
            List.of(Inputs.normal(1, WORDS, FEATURES), Inputs.integers(WORDS, TOKENS)),
            (_, d) -> List.of(d.get(0).take(d.get(1), 0)))
        .bytes(8.0 * TOKENS * FEATURES);
  }

  /// Every row of the cotangent is added to the row of the table that it was read from.
  private static Workload gradient(String name) {
    return Workload.of(
            name,
            AS_FAST,
            List.of(
                Inputs.normal(1, WORDS, FEATURES),
                Inputs.integers(WORDS, TOKENS),
                Inputs.normal(1, TOKENS, FEATURES)),
            (_, d) ->
                List.of(
                    Linum.vjp((Array table) -> table.take(d.get(1), 0), d.get(0))
                        .pullback()
                        .apply(d.get(2))))
        .bytes(4.0 * WORDS * FEATURES + 12.0 * TOKENS * FEATURES);
  }

  private static Workload sort(String name) {
    return Workload.of(
            name,
            AS_FAST,
            List.of(Inputs.normal(1, 1_000_000)),
            (_, d) -> List.of(d.getFirst().sort()))
        .bytes(8e6);
  }

  private static Workload cumulativeSum(String name) {
    return Workload.of(
            name,
            AS_FAST,
            List.of(Inputs.normal(1, LARGE)),
            (_, d) -> List.of(d.getFirst().cumsum(0)))
        .bytes(8.0 * LARGE)
        .tolerance(2e-3);
  }

  private static Workload sum(String name) {
    return Workload.of(
            name, AS_FAST, List.of(Inputs.full(0.5, LARGE)), (_, d) -> List.of(d.getFirst().sum()))
        .bytes(4.0 * LARGE);
  }
}
