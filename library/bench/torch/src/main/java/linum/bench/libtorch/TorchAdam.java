package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// The optimizer Adam, in place.
final class TorchAdam {
  private static final double RATE = 1e-3;
  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<NDArray> parameters;
  private final List<NDArray> first;
  private final List<NDArray> second;
  private int count;

  /// @param state parameters, first and second moments, and whatever follows
  /// @param n how many parameters there are
  TorchAdam(List<NDArray> state, int n) {
    parameters = state.subList(0, n);
    first = state.subList(n, 2 * n);
    second = state.subList(2 * n, 3 * n);
  }

  static Twin twin(List<NDArray> in) {
    int n = in.size() / 4;
    TorchAdam adam = new TorchAdam(in, n);
    List<NDArray> gradients = in.subList(3 * n + 1, 4 * n + 1);
    return () -> {
      adam.update(gradients);
      return adam.parameters;
    };
  }

  void update(List<NDArray> gradients) {
    count++;
    double unbiased1 = 1 - Math.pow(B1, count);
    double unbiased2 = 1 - Math.pow(B2, count);
    for (int i = 0; i < parameters.size(); i++) {
      NDArray g = gradients.get(i);
      NDArray m = first.get(i).muli(B1).addi(g.mul(1 - B1));
      NDArray v = second.get(i).muli(B2).addi(g.mul(g).muli(1 - B2));
      NDArray scale = v.div(unbiased2).sqrt().addi(EPSILON);
      parameters.get(i).subi(m.div(scale).muli(RATE / unbiased1));
    }
  }
}
