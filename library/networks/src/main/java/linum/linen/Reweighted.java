package linum.linen;

import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.tree.Tree;

/// A layer that runs with other parameters than those that are stored for it.
///
/// @param owner the running module, which computes the parameters
/// @param inner the layer
record Reweighted(LinenModule owner, Layer inner) {

  /// The output with parameters computed from the stored ones, one after the other in the order of
  /// their names.
  ///
  /// @param parameter computes one from its path, the name of the layer first, joined by `/`, and
  ///   what is stored
  Array apply(Array x, BiFunction<String, Array, Array> parameter) {
    boolean first = owner.isInitializing();
    if (first) {
      Object _ = inner.apply(x); // makes the parameters
    }
    String name = inner.apply(() -> inner.path().getLast());
    Variables stored = inner.apply(inner::variables);
    IdentityHashMap<Array, Array> computed = new IdentityHashMap<>();
    new TreeMap<>(stored.params().flatten("/"))
        .forEach((path, value) -> {
          if (value instanceof Array a) {
            computed.put(a, parameter.apply(name + "/" + path, a));
          }
        });
    MapLift lift =
        MapLift.of("params", all -> Tree.map(a -> computed.getOrDefault(a, a), all), all -> all);
    return Linen.mapVariables(inner, lift.mutable(first)).apply(x);
  }
}
