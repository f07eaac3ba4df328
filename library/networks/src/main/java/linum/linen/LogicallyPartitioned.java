package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A variable, and what its axes mean: names that [Linen#logicalToMesh] translates to those of a
/// mesh of devices.
///
/// In JAX: `flax.linen.LogicallyPartitioned`.
///
/// @param names a name for each axis; null where it has none
public record LogicallyPartitioned<T>(T value, List<@Nullable String> names)
    implements AxisMetadata<T> {
  public LogicallyPartitioned {
    names = Collections.unmodifiableList(new ArrayList<>(names));
  }

  @Override
  public T unbox() {
    return value;
  }

  @Override
  public LogicallyPartitioned<T> replaceBoxed(T other) {
    return new LogicallyPartitioned<>(other, names);
  }

  @Override
  public LogicallyPartitioned<T> addAxis(int index, @Nullable String partitionName) {
    return new LogicallyPartitioned<>(value, Partitioned.added(names, index, partitionName));
  }

  @Override
  public LogicallyPartitioned<T> removeAxis(int index, @Nullable String partitionName) {
    return new LogicallyPartitioned<>(value, Partitioned.removed(names, index, partitionName));
  }

  /// The names of the axes.
  public PartitionSpec getPartitionSpec() {
    return new PartitionSpec(names);
  }

  @Override
  public String toString() {
    return "LogicallyPartitioned(value=%s, names=%s)"
        .formatted(
            value instanceof Array a ? a.repr() : value,
            getPartitionSpec().toString().substring("PartitionSpec".length()));
  }
}
