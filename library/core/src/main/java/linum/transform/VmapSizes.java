package linum.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many examples there are, by all mapped axes of the arguments.
final class VmapSizes {
  private VmapSizes() {}

  /// The size that all mapped axes have.
  ///
  /// @param given the size that the user said, or -1
  static int common(List<Vmap.Mapped> inputs, int given) {
    Map<Integer, List<String>> bySize = new LinkedHashMap<>();
    for (Vmap.Mapped m : inputs) {
      if (m.axis() != Vmap.NONE) {
        bySize.computeIfAbsent(m.size(), _ -> new ArrayList<>()).add(m.toString());
      }
    }
    if (given >= 0) {
      bySize.computeIfAbsent(given, _ -> new ArrayList<>()).add("the option axisSize");
    }
    return switch (bySize.size()) {
      case 0 ->
          throw new IllegalArgumentException(
              "vmap: no argument is mapped, so the number of examples is not known."
                  + "\nMap one, vmap(f, 0), or say the number: new VmapOptions().axisSize(8)");
      case 1 -> bySize.keySet().iterator().next();
      default -> throw new IllegalArgumentException(message(bySize));
    };
  }

  // All the evidence, the size that most axes have first, so that the odd one out is visible.
  private static String message(Map<Integer, List<String>> bySize) {
    List<Map.Entry<Integer, List<String>>> groups = new ArrayList<>(bySize.entrySet());
    groups.sort((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()));
    boolean oneIsMost = groups.get(0).getValue().size() > groups.get(1).getValue().size();
    StringBuilder text = new StringBuilder("vmap: the mapped axes have different sizes:");
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
    return text.append(
            "\nMap over axes of one size, and give NONE for an argument that is the same for all"
                + " examples: vmap(f, 0, NONE)")
        .toString();
  }
}
