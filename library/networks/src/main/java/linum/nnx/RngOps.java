package linum.nnx;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxStreams.RngStream;
import linum.nnx.NnxStreams.SplitBackups;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// Changing the random streams of a whole model.
final class RngOps {
  private RngOps() {}

  static SplitBackups split(Object node, Object only, int... splits) {
    return replace(node, only, key -> key.split(splits));
  }

  static SplitBackups fork(Object node, Object only) {
    return replace(node, only, key -> key);
  }

  private static SplitBackups replace(Object node, Object only, UnaryOperator<PrngKey> f) {
    Filter filter = Filter.of(only);
    SplitBackups backups = new SplitBackups();
    for (Visit.Entry e : Visit.of(node)) {
      if (e.value() instanceof RngStream s
          && filter.test(Paths.then(e.path(), "key"), s.key)
          && filter.test(Paths.then(e.path(), "count"), s.count)) {
        PrngKey next = s.key();
        backups.add(s);
        put(s, f.apply(next).data());
      }
    }
    return backups;
  }

  private static void put(RngStream s, Array key) {
    s.key.set(key);
    s.count.set(Jnp.zeros(key.shape(), DType.UINT32));
  }

  /// @throws IllegalArgumentException if a stream has several keys
  static void reseed(Object node, Map<String, ? extends Number> seeds) {
    for (Visit.Entry e : Visit.of(node)) {
      if (e.value() instanceof RngStream s) {
        @Nullable Number seed = seeds.get(s.tag());
        if (seed != null) {
          reseed(s, e.path(), seed.longValue());
        }
      }
    }
  }

  private static void reseed(RngStream s, List<Object> path, long seed) {
    Dims shape = s.key.shape();
    if (shape.rank() != 0) {
      throw new IllegalArgumentException(
          "reseed: the stream at %s has keys of shape %s, and one seed cannot say them all.\nSet them: stream.key.set(Random.split(Random.key(%d), …))"
              .formatted(Paths.text(path), shape, seed));
    }
    put(s, PrngKey.key(seed).data());
  }
}
