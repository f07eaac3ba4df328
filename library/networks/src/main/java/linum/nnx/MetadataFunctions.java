package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.linen.Linen;
import linum.linen.LogicalRule;
import linum.linen.PartitionSpec;
import linum.nn.Initializer;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// What is said of variables beside their values, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity
abstract class MetadataFunctions extends StateFunctions {

  /// An initializer whose parameters have metadata: `new Nnx.Linear(2, 3, rngs, o ->
  /// o.kernelInit(Nnx.withMetadata(lecunNormal(), Map.of("role", "key"))))`.
  public static Initializer withMetadata(Initializer init, Map<String, ?> metadata) {
    Map<String, Object> all = new TreeMap<>(metadata);
    if (init instanceof WithMetadata m) {
      m.metadata().forEach(all::putIfAbsent);
      return new WithMetadata(m.initializer(), all);
    }
    return new WithMetadata(init, all);
  }

  /// An initializer whose parameters say how their axes are divided over a mesh of devices, under
  /// the name `out_sharding` in their metadata.
  ///
  /// @param sharding a name for each axis; null where it is not divided
  public static Initializer withPartitioning(Initializer init, @Nullable String... sharding) {
    List<@Nullable String> names = new ArrayList<>();
    for (String name : sharding) {
      names.add(name);
    }
    return withMetadata(
        init, Map.of(AxisNames.SHARDING, java.util.Collections.unmodifiableList(names)));
  }

  /// How all variables are divided: the same state with a [PartitionSpec] in place of each value.
  /// Rules set by [Linen#logicalAxisRules] translate the names.
  public static State getPartitionSpec(State state) {
    return state.map((_, value) ->
        value instanceof VariableState v ? v.with(spec(v.metadata())) : new PartitionSpec());
  }

  private static PartitionSpec spec(Map<String, Object> metadata) {
    List<@Nullable String> names = AxisNames.of(metadata);
    if (names == null) {
      return new PartitionSpec();
    }
    List<LogicalRule> rules = Linen.getLogicalAxisRules();
    List<@Nullable String> mesh = new ArrayList<>();
    for (String name : names) {
      mesh.add(name == null ? null : mesh(name, rules));
    }
    return new PartitionSpec(mesh);
  }

  private static @Nullable String mesh(String name, List<LogicalRule> rules) {
    for (LogicalRule rule : rules) {
      if (rule.logical().equals(name)) {
        return rule.mesh();
      }
    }
    return name;
  }

  /// A function, to be mapped or scanned, that keeps the metadata of the variables in its argument
  /// and result right: names of axes lose the one that is mapped over, and get it back.
  ///
  /// ```java
  /// Nnx.vmap(Nnx.transformMetadata((Nnx.Rngs r) -> new Block(r), 0, 0, "layers"))
  /// ```
  ///
  /// In JAX: a decorator between `nnx.vmap` and the function.
  ///
  /// @param inAxis the axis of the argument that is mapped over: an int, `NONE` or
  ///   [NnxAxes.StateAxes]
  /// @param outAxis the axis of the result
  /// @param partition the name of the axis
  public static <A, R> Function<A, R> transformMetadata(
      Function<A, R> f, Object inAxis, Object outAxis, String partition) {
    return a -> {
      AxisNames.removed(a, inAxis, partition);
      R result = f.apply(a);
      AxisNames.added(a, inAxis, partition);
      AxisNames.added(result, outAxis, partition);
      return result;
    };
  }

  /// As above, for a function of two arguments, of which the first has the variables.
  public static <A, B, R> BiFunction<A, B, R> transformMetadata(
      BiFunction<A, B, R> f, Object inAxis, Object outAxis, String partition) {
    return (a, b) ->
        transformMetadata((A in) -> f.apply(in, b), inAxis, outAxis, partition).apply(a);
  }

  /// Gives a kind of variables the name of a collection of Linen, for [Nnx.ToNNX],
  /// [Nnx#toLinenVariables] and the like.
  ///
  /// @throws IllegalArgumentException if the name is that of another kind
  public static void registerVariableName(String name, Class<? extends Variable> kind) {
    KindNames.register(name, kind, false);
  }

  /// As above.
  ///
  /// @param overwrite whether the name may be that of another kind, which loses it
  public static void registerVariableName(
      String name, Class<? extends Variable> kind, boolean overwrite) {
    KindNames.register(name, kind, overwrite);
  }

  /// The kind of the variables in a collection of Linen.
  ///
  /// In JAX: it can make a kind for a name that has none; classes are written down here.
  ///
  /// @throws IllegalArgumentException if no kind has the name
  public static Class<? extends Variable> variableTypeFromName(String name) {
    Class<? extends Variable> kind = KindNames.kind(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "variableTypeFromName: no kind of variables has the name \"%s\"; there are %s.\nGive it to one: Nnx.registerVariableName(\"%1$s\", Mine.class)"
              .formatted(name, KindNames.all().keySet()));
    }
    return kind;
  }

  /// The name of the collection that a kind of variables is in.
  ///
  /// @throws IllegalArgumentException if it has none
  public static String variableNameFromType(Class<? extends Variable> kind) {
    String name = KindNames.name(kind);
    if (name == null) {
      throw new IllegalArgumentException(
          "variableNameFromType: %s has no name; these have: %s.\nGive it one: Nnx.registerVariableName(\"name\", %1$s.class)"
              .formatted(kind.getSimpleName(), KindNames.all().keySet()));
    }
    return name;
  }
}
