package linum.linen;

import java.util.List;
import java.util.function.Function;
import linum.Linum;

/// See [Linen#namedCall].
record NamedCallTransform(String label) implements Transform {
  @Override
  public String name() {
    return "";
  }

  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    return Linum.namedScope(label, () -> body.apply(args));
  }
}
