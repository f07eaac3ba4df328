package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxStreams.RngStream;

/// Where [RngChanges] is: users write `Nnx.RngChanges`.
public interface NnxRngChanges {

  /// What becomes of random streams in a copy of an object, see [Nnx#withRngs]. Of several changes
  /// the first whose filter takes a stream is made; others stay as they are.
  ///
  /// ```java
  /// new Nnx.RngChanges().split("params", 4).fork(true)
  /// ```
  ///
  /// In JAX: the arguments of `nnx.with_rngs`.
  final class RngChanges {
    private record Change(Filter filter, UnaryOperator<RngStream> f) {}

    private final List<Change> changes;

    /// No changes yet.
    public RngChanges() {
      this(List.of());
    }

    private RngChanges(List<Change> changes) {
      this.changes = changes;
    }

    /// And the streams that a filter takes split to a shape.
    public RngChanges split(Object filter, int... shape) {
      return and(filter, s -> s.split(shape));
    }

    /// And the streams that a filter takes forked.
    public RngChanges fork(Object filter) {
      return and(filter, RngStream::fork);
    }

    /// And the streams that a filter takes with one key at every place of a shape.
    public RngChanges broadcast(Object filter, int... shape) {
      return and(filter, s -> s.broadcast(shape));
    }

    private RngChanges and(Object filter, UnaryOperator<RngStream> f) {
      List<Change> more = new ArrayList<>(changes);
      more.add(new Change(Filter.of(filter), f));
      return new RngChanges(List.copyOf(more));
    }

    Object of(List<Object> path, Object value) {
      if (value instanceof RngStream s) {
        for (Change c : changes) {
          if (c.filter.test(path, s)) {
            return c.f.apply(s);
          }
        }
      }
      return value;
    }
  }
}
