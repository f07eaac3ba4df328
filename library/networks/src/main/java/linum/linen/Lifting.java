package linum.linen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.core.Array;
import linum.transform.Vmap;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What the transformations of modules share.
final class Lifting {
  private Lifting() {}

  /// A map with one more entry, which comes last.
  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> all = new LinkedHashMap<>(map);
    all.put(key, value);
    return all;
  }

  /// The common size of all arrays along their axes.
  ///
  /// @param operation what asks, for the error
  /// @param given the size that was asked for, or -1
  static int size(String operation, int given, Set<Integer> found) {
    if (given >= 0) {
      return given;
    }
    if (found.size() == 1) {
      return found.iterator().next();
    }
    throw new IllegalArgumentException(
        found.isEmpty()
            ? "%s: no argument and no variable says how many copies there are.\nSay it in the options: axisSize(n) of VmapLift, length(n) of ScanLift."
                .formatted(operation)
            : "%s: arguments and variables have different sizes %s along the axis.\nThose that have no such axis are passed with the axis NONE (vmap) or BROADCAST (scan)."
                .formatted(operation, found));
  }

  /// Adds the sizes of all arrays of a tree along the axes that a prefix of it says.
  static void collectSizes(Object axes, @Nullable Object tree, Set<Integer> sizes) {
    List<Array> leaves = Tree.leaves(tree);
    List<@Nullable Object> all = Tree.broadcastPrefix(axes, Tree.structure(tree));
    for (int i = 0; i < leaves.size(); i++) {
      if (all.get(i) instanceof Integer axis && axis != Vmap.NONE) {
        sizes.add(leaves.get(i).shape(axis));
      }
    }
  }

  /// The variables of every group, with the axis added to, or taken from, the metadata.
  static List<List<Variables>> axes(
      List<List<Variables>> groups,
      List<Integer> axes,
      @Nullable String partitionName,
      boolean added) {
    List<List<Variables>> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int axis = axes.get(i);
      all.add(
          axis == Vmap.NONE
              ? groups.get(i)
              : groups.get(i).stream()
                  .map(v ->
                      added
                          ? Meta.addAxis(v, axis, partitionName)
                          : Meta.removeAxis(v, axis, partitionName))
                  .toList());
    }
    return all;
  }

  /// A transformation that puts an axis into metadata.
  static Transform metadataAxis(String collection, int axis, String partitionName) {
    return new MapTransform(
        MapLift.of(
                collection,
                v -> Meta.removeAxis(v, axis, partitionName),
                v -> Meta.addAxis(v, axis, partitionName))
            .mutable(true));
  }
}
