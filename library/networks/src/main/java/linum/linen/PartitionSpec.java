package linum.linen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The axis of a mesh of devices for each axis of an array.
///
/// In JAX: `jax.sharding.PartitionSpec`.
///
/// @param names null where an axis is not divided
public record PartitionSpec(List<@Nullable String> names) {
  public PartitionSpec {
    names = Collections.unmodifiableList(new ArrayList<>(names));
  }

  public PartitionSpec(@Nullable String... names) {
    this(Arrays.asList(names));
  }

  @Override
  public String toString() {
    return names.stream()
        .map(n -> n == null ? "None" : "'" + n + "'")
        .collect(Collectors.joining(", ", "PartitionSpec(", ")"));
  }
}
