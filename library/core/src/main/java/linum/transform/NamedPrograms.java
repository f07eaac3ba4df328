package linum.transform;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import linum.core.Named;
import linum.ir.Aval;
import linum.ir.Config;
import linum.ir.Jaxpr;

/// The programs of the functions of the library, each made once for each type of its inputs.
final class NamedPrograms {
  /// How many programs are kept.
  private static final int KEPT = 4096;

  private record Key(List<Object> function, List<Object> settings) {}

  private static final ConcurrentHashMap<Key, Jaxpr> CACHE = new ConcurrentHashMap<>();

  private NamedPrograms() {}

  static Jaxpr of(Named function, List<Aval> avals) {
    Key key = new Key(function.key(avals), Config.snapshot());
    Jaxpr known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    if (CACHE.size() >= KEPT) {
      CACHE.clear();
    }
    Jaxpr made = trace(function, avals);
    Jaxpr first = CACHE.putIfAbsent(key, made);
    return first == null ? made : first;
  }

  private static Jaxpr trace(Named function, List<Aval> avals) {
    Stage.Staged staged = Stage.stage(in -> function.body().apply(in), avals);
    if (!staged.captured().isEmpty()) {
      throw new IllegalStateException(
          "%s refers to arrays that are none of its inputs: %s"
              .formatted(function.name(), staged.captured()));
    }
    return staged.jaxpr();
  }
}
