package linum.linen;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import linum.random.PrngKey;

/// The random keys that a model draws from, by the name of the stream.
///
/// ```java
/// model.init(Rngs.of("params", k1).with("dropout", k2), x);
/// model.apply(variables, x, Rngs.of("dropout", k3));
/// ```
///
/// In JAX: the dict that is passed as `rngs=`. A module that asks for a stream that is not here
/// draws from `params`, if that is here.
public record Rngs(Map<String, PrngKey> keys) {
  /// No keys.
  public static final Rngs NONE = new Rngs(Map.of());

  public Rngs {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    keys.forEach((name, key) -> {
      if (key.data().ndim() != 0) {
        throw new InvalidRngError(
            "rngs: stream \"%s\" takes a single key, but got keys of shape %s.\nTake one of them: keys.get(0)"
                .formatted(name, key.shape()));
      }
    });
  }

  /// One stream.
  public static Rngs of(String name, PrngKey key) {
    return new Rngs(Map.of(name, key));
  }

  /// The stream of parameters. In JAX: a key in place of the dict.
  public static Rngs params(PrngKey key) {
    return of("params", key);
  }

  /// These streams and one more, or one replaced.
  public Rngs with(String name, PrngKey key) {
    Map<String, PrngKey> all = new TreeMap<>(keys);
    all.put(name, key);
    return new Rngs(all);
  }

  /// With these streams, and these collections mutable.
  public Mutable mutable(String... collections) {
    return Mutable.of(collections).rngs(this);
  }
}
