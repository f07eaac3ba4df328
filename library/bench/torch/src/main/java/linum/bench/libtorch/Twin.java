package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// What libtorch does for a workload.
interface Twin {
  /// Runs once. All that is made meanwhile is freed by whoever calls.
  List<NDArray> run();

  /// Outputs in the layout that Linum has, for comparison; they may be fewer than Linum's.
  default List<NDArray> layout(List<NDArray> outputs) {
    return outputs;
  }

  /// Makes the twin from tensors of the workload's inputs: state, then data.
  @FunctionalInterface
  interface Maker {
    Twin make(List<NDArray> inputs);
  }

  /// A twin without other layouts.
  static Maker of(java.util.function.Function<List<NDArray>, List<NDArray>> run) {
    return inputs -> () -> run.apply(inputs);
  }
}
