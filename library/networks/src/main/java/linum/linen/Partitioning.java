package linum.linen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Setting;
import linum.nn.Initializer;
import org.jspecify.annotations.Nullable;

/// What is said about the axes of variables.
final class Partitioning {
  static final Setting<List<LogicalRule>> RULES =
      Setting.ofPrograms("flax_logical_axis_rules", List.of());

  private Partitioning() {}

  /// An initializer with names of axes.
  record Boxed(
      Initializer initializer,
      List<@Nullable String> names,
      BiFunction<Array, List<@Nullable String>, AxisMetadata<Array>> boxing)
      implements BoxedInitializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      return initializer.apply(key, shape, dtype);
    }

    @Override
    public DType defaultDtype() {
      return initializer.defaultDtype();
    }

    @Override
    public AxisMetadata<Array> box(Array value) {
      return boxing.apply(value, names);
    }

    @Override
    public BoxedInitializer with(Initializer other) {
      return new Boxed(other, names, boxing);
    }
  }

  static BoxedInitializer partitioned(Initializer init, @Nullable String... names) {
    return new Boxed(init, Arrays.asList(names), Partitioned::new);
  }

  static BoxedInitializer logically(Initializer init, @Nullable String... names) {
    return new Boxed(init, Arrays.asList(names), LogicallyPartitioned::new);
  }

  /// The variables with a [PartitionSpec] in place of every value.
  static Variables specs(Variables variables) {
    Map<String, Object> all = new LinkedHashMap<>();
    variables
        .entries()
        .forEach((name, value) ->
            all.put(
                name,
                switch (value) {
                  case Partitioned<?> p -> p.getPartitionSpec();
                  case LogicallyPartitioned<?> p -> p.getPartitionSpec();
                  case Map<?, ?> _ -> specs(new Variables(Branches.of(value))).entries();
                  default -> new PartitionSpec();
                }));
    return new Variables(all);
  }

  static Variables toMesh(Variables specs, List<LogicalRule> rules) {
    Map<String, Object> all = new LinkedHashMap<>();
    specs
        .entries()
        .forEach((name, value) ->
            all.put(
                name,
                switch (value) {
                  case PartitionSpec s -> toMesh(s, rules);
                  case Map<?, ?> _ -> toMesh(new Variables(Branches.of(value)), rules).entries();
                  default -> value;
                }));
    return new Variables(all);
  }

  /// The first rule for each name wins, unless its axis of the mesh is taken.
  static PartitionSpec toMesh(PartitionSpec logical, List<LogicalRule> rules) {
    List<@Nullable String> names = logical.names();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name != null && !seen.add(name)) {
        throw new IllegalArgumentException(
            "logicalToMeshAxes: the name \"%s\" occurs more than once in %s.\nGive every axis of an array a name of its own, or null."
                .formatted(name, logical));
      }
    }
    List<@Nullable String> mesh = new ArrayList<>();
    names.forEach(_ -> mesh.add(null));
    Set<String> assigned = new HashSet<>();
    Set<String> used = new HashSet<>();
    for (LogicalRule rule : rules) {
      int at = names.indexOf(rule.logical());
      if (at < 0 || assigned.contains(rule.logical())) {
        continue;
      }
      if (rule.mesh() == null || used.add(rule.mesh())) {
        mesh.set(at, rule.mesh());
        assigned.add(rule.logical());
      }
    }
    return new PartitionSpec(mesh);
  }
}
