package linum.linen;

import java.util.List;
import java.util.function.Function;

/// See [Linen#foldRngs].
record FoldRngsTransform() implements Transform {
  @Override
  public String name() {
    return "Fold_rngs";
  }

  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    Opened open = Opened.whole("foldRngs", true);
    return open.close(open.run(open.variables(), open.keys(), () -> body.apply(args)));
  }
}
