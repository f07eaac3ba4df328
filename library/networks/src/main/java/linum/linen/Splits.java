package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.random.PrngKey;

/// Which streams of random keys are split, so that every copy of a body draws other numbers.
///
/// @param streams in the order in which they are asked; streams of no filter are not passed in
record Splits(Map<CollectionFilter, Boolean> streams) {
  static final Splits NONE = new Splits(Map.of());

  Splits {
    streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
  }

  Splits with(CollectionFilter which, boolean split) {
    Map<CollectionFilter, Boolean> all = new LinkedHashMap<>(streams);
    all.put(which, split);
    return new Splits(all);
  }

  List<CollectionFilter> filters() {
    return List.copyOf(streams.keySet());
  }

  /// Whether each group is split.
  List<Boolean> flags() {
    return List.copyOf(streams.values());
  }

  /// The keys, with `n` new ones along a leading axis in place of each that is split.
  List<List<Map<String, PrngKey>>> split(List<List<Map<String, PrngKey>>> groups, int n) {
    List<List<Map<String, PrngKey>>> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      all.add(
          flags().get(i) ? groups.get(i).stream().map(g -> split(g, n)).toList() : groups.get(i));
    }
    return all;
  }

  private static Map<String, PrngKey> split(Map<String, PrngKey> keys, int n) {
    Map<String, PrngKey> all = new LinkedHashMap<>();
    keys.forEach((name, key) -> all.put(name, key.copy().split(n)));
    return all;
  }
}
