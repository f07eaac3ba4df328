package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A variable, and how its axes are divided over a mesh of devices.
///
/// In JAX: `flax.linen.Partitioned`.
///
/// @param names a name for each axis; null where it is not divided
public record Partitioned<T>(T value, List<@Nullable String> names) implements AxisMetadata<T> {
  public Partitioned {
    names = Collections.unmodifiableList(new ArrayList<>(names));
  }

  @Override
  public T unbox() {
    return value;
  }

  @Override
  public Partitioned<T> replaceBoxed(T other) {
    return new Partitioned<>(other, names);
  }

  @Override
  public Partitioned<T> addAxis(int index, @Nullable String partitionName) {
    return new Partitioned<>(value, added(names, index, partitionName));
  }

  @Override
  public Partitioned<T> removeAxis(int index, @Nullable String partitionName) {
    return new Partitioned<>(value, removed(names, index, partitionName));
  }

  /// How the axes are divided.
  public PartitionSpec getPartitionSpec() {
    return new PartitionSpec(names);
  }

  @Override
  public String toString() {
    return "Partitioned(value=%s, names=%s)"
        .formatted(
            value instanceof Array a ? a.repr() : value,
            getPartitionSpec().toString().substring("PartitionSpec".length()));
  }

  static List<@Nullable String> added(
      List<@Nullable String> names, int index, @Nullable String partitionName) {
    if (partitionName == null) {
      throw new PartitioningUnspecifiedError(new PartitionSpec(names));
    }
    List<@Nullable String> longer = new ArrayList<>(names);
    int at = index < 0 ? index + longer.size() + 1 : index;
    while (longer.size() < at) {
      longer.add(null);
    }
    longer.add(at, partitionName);
    return longer;
  }

  static List<@Nullable String> removed(
      List<@Nullable String> names, int index, @Nullable String partitionName) {
    if (partitionName == null) {
      throw new PartitioningUnspecifiedError(new PartitionSpec(names));
    }
    List<@Nullable String> shorter = new ArrayList<>(names);
    String found = shorter.remove(index < 0 ? index + shorter.size() : index);
    if (!Objects.equals(found, partitionName)) {
      throw new IllegalArgumentException(
          "vmap or scan of a variable partitioned as %s: axis %d has the name %s, not %s.\nGive the options the name that the axis got when the variable was made."
              .formatted(new PartitionSpec(names), index, found, partitionName));
    }
    return shorter;
  }
}
