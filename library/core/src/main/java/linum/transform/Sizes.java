package linum.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Axes that must have one size, and what is said if they have not.
final class Sizes {
  private final Map<Integer, List<String>> bySize = new LinkedHashMap<>();

  void add(int size, String what) {
    bySize.computeIfAbsent(size, _ -> new ArrayList<>()).add(what);
  }

  boolean isEmpty() {
    return bySize.isEmpty();
  }

  /// The one size.
  ///
  /// @param problem how the message begins if there are several
  /// @param wayOut how it ends
  int one(String problem, String wayOut) {
    if (bySize.size() != 1) {
      throw new IllegalArgumentException(problem + ":" + evidence() + "\n" + wayOut);
    }
    return bySize.keySet().iterator().next();
  }

  // All of it, the size that most axes have first, so that the odd one out is visible.
  private String evidence() {
    List<Map.Entry<Integer, List<String>>> groups = new ArrayList<>(bySize.entrySet());
    groups.sort((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()));
    boolean oneIsMost = groups.get(0).getValue().size() > groups.get(1).getValue().size();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      int size = groups.get(i).getKey();
      List<String> axes = groups.get(i).getValue();
      text.append(
          axes.size() == 1
              ? "\n  * one axis has size %d: %s".formatted(size, axes.getFirst())
              : "\n  * %s axes (%d of them) have size %d, e.g. %s"
                  .formatted(
                      i == 0 && oneIsMost ? "most" : "some", axes.size(), size, axes.getFirst()));
    }
    return text.toString();
  }
}
