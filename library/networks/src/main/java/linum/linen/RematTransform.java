package linum.linen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.Linum;
import linum.random.PrngKey;
import linum.transform.CheckpointPolicy;

/// See [Linen#remat].
record RematTransform(CheckpointPolicy policy, boolean preventCse) implements Transform {
  private record In(
      List<List<Variables>> variables, List<List<Map<String, PrngKey>>> keys, List<?> args) {}

  @Override
  public String name() {
    return "Checkpoint";
  }

  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    Opened open = Opened.whole("remat", false);
    Function<In, Opened.Result<R>> inner =
        in -> open.run(in.variables(), in.keys(), () -> body.apply(in.args()));
    return open.close(
        Linum.checkpoint(inner, policy, preventCse)
            .apply(new In(open.variables(), open.keys(), args)));
  }
}
