package linum.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.DType;
import linum.ir.Dims;
import linum.transform.ShapeDtypeStruct;

/// A process that saves one step after the other until it is killed, and says when one is saved.
final class SavingProcess {
  static final int KEPT = 5;

  /// After how many steps it waits for those in the background.
  static final int STRIDE = 3;

  private static final int SIZE = 3000;

  private SavingProcess() {}

  static CheckpointManagerOptions options(boolean async) {
    return new CheckpointManagerOptions().maxToKeep(KEPT).enableAsyncCheckpointing(async);
  }

  /// A tree that has no number in common with that of another step.
  static Map<String, Object> tree(long step) {
    long[] values = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = step * SIZE + i;
    }
    Array x = HostArrays.fromLongs(values, DType.INT64, Dims.of(SIZE));
    return Map.of("x", x, "step", Long.toString(step));
  }

  static void assertIsTree(CheckpointManager manager, long step) {
    Map<String, Object> like = Map.of("x", new ShapeDtypeStruct(DType.INT64, SIZE), "step", "");
    Map<String, Object> restored = manager.restore(step, like);
    assertThat(restored.get("step")).isEqualTo(Long.toString(step));
    assertThat(((Array) restored.get("x")).toLongArray())
        .isEqualTo(((Array) tree(step).get("x")).toLongArray());
  }

  public static void main(String[] args) {
    boolean async = Boolean.parseBoolean(args[1]);
    try (CheckpointManager manager = new CheckpointManager(Path.of(args[0]), options(async))) {
      List<Long> steps = manager.allSteps();
      for (long step = steps.isEmpty() ? 0 : steps.getLast() + 1; ; step++) {
        manager.save(step, tree(step));
        if (!async || step % STRIDE == 0) {
          manager.waitUntilFinished();
          System.out.println(step);
          System.out.flush();
        }
      }
    }
  }
}
