package linum.linen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import linum.core.Array;

/// What becomes of a leaf that is in both of the variables that are merged.
@FunctionalInterface
public interface Merge {
  /// The one that was there stays.
  Merge KEEP_OLD = (_, old, _) -> old;

  /// The new one replaces it.
  Merge KEEP_NEW = (_, _, fresh) -> fresh;

  /// The value at a path, names joined by `/`.
  Object choose(String path, Object old, Object fresh);

  /// Both arrays are combined, as by `combine(Array::add)`.
  static Merge combine(BinaryOperator<Array> f) {
    return (path, old, fresh) -> {
      if (old instanceof Array a && fresh instanceof Array b) {
        return f.apply(a, b);
      }
      throw new IllegalArgumentException(
          "merge: %s is %s in one and %s in the other, which cannot be combined.\nDecide by a function: merge(other, (path, old, fresh) -> fresh)"
              .formatted(path, old, fresh));
    };
  }

  /// Two branches as one.
  private Map<String, Object> merged(
      String at, Map<String, Object> old, Map<String, Object> fresh) {
    Map<String, Object> all = new LinkedHashMap<>(old);
    fresh.forEach((name, value) -> {
      String path = at.isEmpty() ? name : at + "/" + name;
      Object there = all.get(name);
      if (there == null) {
        all.put(name, value);
      } else if (there instanceof Map && value instanceof Map) {
        all.put(name, merged(path, Branches.of(there), Branches.of(value)));
      } else {
        all.put(name, choose(path, there, value));
      }
    });
    return all;
  }

  /// Two nested maps as one.
  default Map<String, Object> merged(Map<String, Object> old, Map<String, Object> fresh) {
    return merged("", old, fresh);
  }
}
