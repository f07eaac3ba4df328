package linum.linen;

import java.util.Map;
import java.util.TreeMap;
import linum.random.PrngKey;

/// Which collections a run may change. With it, `apply` returns these collections beside the
/// output.
///
/// ```java
/// var out = model.apply(variables, x, Mutable.of("batch_stats").rngs("dropout", key));
/// variables = variables.merge(out.variables());
/// ```
///
/// In JAX: the argument `mutable=` (and `rngs=`, `capture_intermediates=`).
///
/// @param filter the collections
/// @param rngs the random keys of the run
/// @param capture of which modules the outputs are kept in `intermediates`
public record Mutable(CollectionFilter filter, Rngs rngs, CaptureFilter capture) {
  /// All collections. In JAX: `mutable=True`.
  public static final Mutable ALL = of(CollectionFilter.ALL);

  /// The collections of the given names.
  public static Mutable of(String... collections) {
    return of(CollectionFilter.of(collections));
  }

  /// The collections of a filter.
  public static Mutable of(CollectionFilter filter) {
    return new Mutable(filter, Rngs.NONE, CaptureFilter.NONE);
  }

  /// With these random keys.
  public Mutable rngs(Rngs keys) {
    return new Mutable(filter, keys, capture);
  }

  /// With one more stream of random keys.
  public Mutable rngs(String name, PrngKey key) {
    Map<String, PrngKey> all = new TreeMap<>(rngs.keys());
    all.put(name, key);
    return rngs(new Rngs(all));
  }

  /// With the output of every module kept in the collection `intermediates`, as `__call__`.
  public Mutable captureIntermediates() {
    return captureIntermediates(CaptureFilter.ALL);
  }

  /// With the outputs of some modules kept in the collection `intermediates`.
  public Mutable captureIntermediates(CaptureFilter which) {
    return new Mutable(filter.union(CollectionFilter.of("intermediates")), rngs, which);
  }
}
