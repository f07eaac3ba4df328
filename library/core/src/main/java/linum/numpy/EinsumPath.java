package linum.numpy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which order the operands of an einsum are contracted: the cheapest order for few operands,
/// else always the pair that is cheapest now.
final class EinsumPath {
  /// Up to here all orders are tried: there are n! (n-1)! / 2^(n-1) of them.
  private static final int EXHAUSTIVE = 5;

  private record Plan(double cost, List<int[]> pairs) {}

  private EinsumPath() {}

  /// Pairs of positions; both operands are taken out, and what they make is put at the end.
  static List<int[]> of(
      List<Set<Integer>> operands, Set<Integer> output, Map<Integer, Integer> sizes) {
    return operands.size() <= EXHAUSTIVE
        ? best(operands, output, sizes).pairs()
        : greedy(operands, output, sizes);
  }

  private static Plan best(
      List<Set<Integer>> operands, Set<Integer> output, Map<Integer, Integer> sizes) {
    Plan best = new Plan(operands.size() < 2 ? 0 : Double.POSITIVE_INFINITY, List.of());
    for (int i = 0; i < operands.size(); i++) {
      for (int j = i + 1; j < operands.size(); j++) {
        double own = cost(operands.get(i), operands.get(j), sizes);
        Plan rest = best(joined(operands, output, i, j), output, sizes);
        if (own + rest.cost() < best.cost()) {
          List<int[]> pairs = new ArrayList<>();
          pairs.add(new int[] {i, j});
          pairs.addAll(rest.pairs());
          best = new Plan(own + rest.cost(), pairs);
        }
      }
    }
    return best;
  }

  private static List<int[]> greedy(
      List<Set<Integer>> operands, Set<Integer> output, Map<Integer, Integer> sizes) {
    List<int[]> pairs = new ArrayList<>();
    List<Set<Integer>> left = operands;
    while (left.size() > 1) {
      int[] cheapest = {0, 1};
      for (int i = 0; i < left.size(); i++) {
        for (int j = i + 1; j < left.size(); j++) {
          double c = cost(left.get(i), left.get(j), sizes);
          if (c < cost(left.get(cheapest[0]), left.get(cheapest[1]), sizes)) {
            cheapest = new int[] {i, j};
          }
        }
      }
      pairs.add(cheapest);
      left = joined(left, output, cheapest[0], cheapest[1]);
    }
    return pairs;
  }

  /// How many products a contraction takes.
  private static double cost(Set<Integer> x, Set<Integer> y, Map<Integer, Integer> sizes) {
    Set<Integer> all = new LinkedHashSet<>(x);
    all.addAll(y);
    return all.stream().mapToDouble(sizes::get).reduce(1, (a, b) -> a * b);
  }

  private static List<Set<Integer>> joined(
      List<Set<Integer>> operands, Set<Integer> output, int i, int j) {
    List<Set<Integer>> rest = new ArrayList<>(operands);
    Set<Integer> y = rest.remove(j);
    Set<Integer> x = rest.remove(i);
    Set<Integer> needed = new LinkedHashSet<>(output);
    rest.forEach(needed::addAll);
    Set<Integer> made = new LinkedHashSet<>(x);
    made.addAll(y);
    made.retainAll(needed);
    rest.add(made);
    return rest;
  }
}
