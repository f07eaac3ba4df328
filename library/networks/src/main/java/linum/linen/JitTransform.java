package linum.linen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.random.PrngKey;

/// See [Linen#jit].
///
/// @param module what is compiled
record JitTransform(LinenModule module) implements Transform {
  @Override
  public String name() {
    return "Jit";
  }

  // Safe: the program passes arguments and results of the types that they come with.
  @SuppressWarnings({"unchecked", "NullAway"})
  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    Opened open = Opened.whole("jit", true);
    List<List<Variables>> variables = open.variables();
    List<List<Map<String, PrngKey>>> keys = open.keys();
    Object result =
        JitPrograms.of(module, open.own())
            .call(
                open.own(),
                in ->
                    open.run(
                        (List<List<Variables>>) in[0],
                        (List<List<Map<String, PrngKey>>>) in[1],
                        () -> body.apply((List<?>) in[2])),
                variables,
                keys,
                args);
    return open.close((Opened.Result<R>) result);
  }
}
