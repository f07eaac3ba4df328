package linum.bench.libtorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Gradients by libtorch's tape.
final class Tape {
  private static final Engine ENGINE = Engine.getEngine("PyTorch");

  private Tape() {}

  /// The value of a scalar function and its gradients. The tensors are taken anew onto the tape, so
  /// that nothing is left there from the last time.
  static List<NDArray> valueAndGradients(
      List<NDArray> at, Function<List<NDArray>, NDArray> function) {
    List<NDArray> leaves = new ArrayList<>();
    for (NDArray x : at) {
      NDArray leaf = x.stopGradient();
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    List<NDArray> out = new ArrayList<>();
    try (GradientCollector collector = ENGINE.newGradientCollector()) {
      NDArray value = function.apply(leaves);
      collector.backward(value);
      out.add(value);
    }
    leaves.forEach(leaf -> out.add(leaf.getGradient()));
    return out;
  }
}
