package linum.bench.peers;

import java.util.List;
import java.util.function.BiFunction;
import linum.Linum;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.transform.JitOptions;

/// A workload as users of Linum run it: a compiled function called from Java, or its operations one
/// by one.
final class LinumContestant implements Contestant {
  private final Workload workload;
  private final BiFunction<List<Array>, List<Array>, List<Array>> function;
  private List<Array> state;

  LinumContestant(Workload workload) {
    this.workload = workload;
    JitOptions options = JitOptions.DEFAULT.name("workload");
    function =
        workload.jitted()
            ? Linum.jit(
                (List<Array> s, List<Array> d) -> workload.step().apply(s, d),
                workload.donates() ? options.donate(0) : options)
            : workload.step()::apply;
    state = workload.donates() ? copies(workload.state()) : workload.state();
  }

  private static List<Array> copies(List<Array> arrays) {
    return arrays.stream().map(Array::copy).map(Array::blockUntilReady).toList();
  }

  @Override
  public List<float[]> results() {
    return call().stream().map(LinumContestant::floats).toList();
  }

  /// The elements of an array as `float`.
  static float[] floats(Array x) {
    return x.astype(linum.ir.DType.FLOAT32).ravel().toFloatArray();
  }

  private List<Array> call() {
    List<Array> out = function.apply(state, workload.data());
    out.forEach(Array::blockUntilReady);
    if (workload.donates()) {
      state = out.subList(0, state.size());
    }
    return out;
  }

  private void run() {
    List<Array> before = state;
    List<Array> out = call();
    // Memory comes back when nobody refers to it; a loop that makes much must not wait for that.
    int kept = workload.donates() ? before.size() : 0;
    out.subList(kept, out.size()).forEach(x -> ((ConcreteArray) x).delete());
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("call", this::run, 1));
  }

  @Override
  public void close() {}
}
