package linum.linen;

import java.util.List;
import java.util.function.Function;
import linum.transform.CheckpointPolicy;

/// See [Linen#rematScan].
///
/// @param lengths of nested loops, outermost first
record RematScanTransform(ScanLift lift, CheckpointPolicy policy, List<Integer> lengths)
    implements Transform {
  @Override
  public String name() {
    return "Remat_scan";
  }

  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    Transform outer = new StackTransform(name(), lift.length(lengths.getFirst()));
    if (lengths.size() == 1) {
      return outer.run(args, body);
    }
    Transform inner = new RematScanTransform(lift, policy, lengths.subList(1, lengths.size()));
    Transform checkpoint = new RematTransform(policy, false);
    return outer.run(args, in -> checkpoint.run(in, a -> inner.run(a, body)));
  }
}
