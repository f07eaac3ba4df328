package linum.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import linum.core.Array;

/// The optimizer Adam over a list of arrays. Its state is the parameters, their first and their
/// second moments, and the number of steps.
final class Adam {
  private static final double RATE = 1e-3;
  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double EPSILON = 1e-8;

  private Adam() {}

  static List<Array> repeat(int n, Supplier<Array> make) {
    return Stream.generate(make).limit(n).toList();
  }

  static List<Array> state(List<Array> parameters) {
    List<Array> all = new ArrayList<>(parameters);
    for (int moments = 0; moments < 2; moments++) {
      parameters.forEach(p -> all.add(Inputs.full(0, p.shape().toArray())));
    }
    all.add(Inputs.full(0));
    return all;
  }

  static List<Array> parameters(List<Array> state) {
    return state.subList(0, state.size() / 3);
  }

  static List<Array> update(List<Array> state, List<Array> gradients) {
    int n = gradients.size();
    Array count = state.getLast().add(1);
    Array unbiased1 = count.mul(Math.log(B1)).exp().neg().add(1);
    Array unbiased2 = count.mul(Math.log(B2)).exp().neg().add(1);
    List<Array> parameters = new ArrayList<>();
    List<Array> first = new ArrayList<>();
    List<Array> second = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Array g = gradients.get(i);
      Array m = state.get(n + i).mul(B1).add(g.mul(1 - B1));
      Array v = state.get(2 * n + i).mul(B2).add(g.square().mul(1 - B2));
      Array scale = v.div(unbiased2).sqrt().add(EPSILON);
      parameters.add(state.get(i).sub(m.div(unbiased1).div(scale).mul(RATE)));
      first.add(m);
      second.add(v);
    }
    return Stream.of(parameters, first, second, List.of(count)).flatMap(List::stream).toList();
  }
}
