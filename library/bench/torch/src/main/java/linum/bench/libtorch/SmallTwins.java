package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import java.util.List;
import java.util.Map;

/// Twins of single operations over much data, and of a few over little.
final class SmallTwins {
  private SmallTwins() {}

  static void register(Map<String, Twin.Maker> all) {
    all.put("simple graph", Twin.of(in -> List.of(graph(in.getFirst()))));
    all.put(
        "simple graph gradient",
        Twin.of(in ->
            Tape.valueAndGradients(List.of(in.getFirst()), v -> graph(v.getFirst()))
                .subList(1, 2)));
    all.put("eager add", Twin.of(in -> List.of(in.getFirst().add(in.getFirst()))));
    all.put("gelu fresh", Twin.of(in -> List.of(in.getFirst().getNDArrayInternal().gelu())));
    all.put("adam", TorchAdam::twin);
    all.put("embedding gather", Twin.of(in -> List.of(embedding(in.get(1), in.get(0)))));
    all.put("embedding gradient", Twin.of(SmallTwins::embeddingGradient));
    all.put("sort 1e6", Twin.of(in -> List.of(in.getFirst().sort())));
    all.put("cumsum 1e7", Twin.of(in -> List.of(in.getFirst().cumSum(0))));
    all.put("reduce 1e7", Twin.of(in -> List.of(in.getFirst().sum())));
    all.put("log-softmax cross-entropy", SmallTwins::crossEntropy);
  }

  private static NDArray graph(NDArray x) {
    NDArray y = x.add(2);
    return y.mul(y).add(3).mean();
  }

  private static NDArray embedding(NDArray ids, NDArray table) {
    return table.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  private static List<NDArray> embeddingGradient(List<NDArray> in) {
    return Tape.valueAndGradients(
            List.of(in.getFirst()), v -> embedding(in.get(1), v.getFirst()).mul(in.get(2)).sum())
        .subList(1, 2);
  }

  /// Labels must be 64 bits wide.
  private static Twin crossEntropy(List<NDArray> in) {
    NDArray logits = in.get(0);
    NDArray labels = in.get(1).toType(DataType.INT64, false).expandDims(1);
    return () -> List.of(logits.logSoftmax(1).gather(labels, 1).mean().neg());
  }
}
