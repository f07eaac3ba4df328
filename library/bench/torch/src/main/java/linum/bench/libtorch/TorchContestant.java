package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import linum.bench.peers.Contestant;
import linum.bench.peers.Workload;
import linum.core.Array;
import linum.ir.DType;

/// A workload as libtorch runs it.
final class TorchContestant implements Contestant {
  private final NDManager manager;
  private final Twin twin;

  TorchContestant(NDManager parent, Twin.Maker maker, Workload workload) {
    manager = parent.newSubManager();
    twin =
        maker.make(
            Stream.concat(workload.state().stream(), workload.data().stream())
                .map(this::tensor)
                .toList());
  }

  private NDArray tensor(Array x) {
    Shape shape = new Shape(x.shape().stream().asLongStream().toArray());
    return x.dtype() == DType.INT32
        ? manager.create(x.ravel().toIntArray(), shape)
        : manager.create(x.ravel().toFloatArray(), shape);
  }

  @Override
  public List<float[]> results() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return twin.layout(twin.run()).stream()
          .map(t -> t.toType(DataType.FLOAT32, false).toFloatArray())
          .toList();
    }
  }

  private void run() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      twin.run();
    }
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("call", this::run, 1));
  }

  @Override
  public void close() {
    manager.close();
  }
}
