package linum.linen;

import java.util.List;
import java.util.function.Function;
import linum.core.Scan;

/// A body repeated on its own output, see [Linen#scan(Layer, ScanLift)].
record StackTransform(String name, ScanLift lift) implements Transform {
  // Safe: what the body gives is what it takes.
  @SuppressWarnings("unchecked")
  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    return (R)
        new ScanTransform(lift)
            .scan(args.getFirst(), null, in -> new Scan<>(body.apply(List.of(in.getFirst())), null))
            .carry();
  }
}
