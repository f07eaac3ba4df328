package linum.nnx;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import linum.ir.Repr;
import linum.nnx.NnxStates.VariableState;
import org.jspecify.annotations.Nullable;

/// Where [Filter] is: users write `Nnx.Filter`, and mostly `Nnx.Param.class`.
public interface NnxFilters {

  /// Something that has a tag, which a string as a filter asks for.
  interface Tagged {
    @Nullable String tag();
  }

  /// Chooses variables by path and kind.
  ///
  /// Wherever a filter is asked for, these stand for one: a class of variables for [OfType], a
  /// string for [WithTag], `true` for [Everything], `false` for [Nothing], a list for [Any].
  ///
  /// The path is a list of names of fields, keys of maps and positions in lists; the value a
  /// [VariableState], a [NnxVariables.Variable], or an array that belongs to no variable.
  @FunctionalInterface
  interface Filter extends BiPredicate<List<Object>, Object> {
    /// The filter that a value stands for.
    ///
    /// @throws IllegalArgumentException if it stands for none
    static Filter of(Object filter) {
      return switch (filter) {
        case Filter f -> f;
        case Class<?> c -> new OfType(c);
        case String s -> new WithTag(s);
        case Boolean b -> b ? new Everything() : new Nothing();
        case Collection<?> c -> new Any(c.toArray());
        default ->
            throw new IllegalArgumentException(
                "a filter is a class of variables, a tag, true, false, a list of filters or a Nnx.Filter, got %s of type %s.\nWrite Nnx.Param.class, or Nnx.filter((path, value) -> …)."
                    .formatted(Repr.of(filter), filter.getClass().getSimpleName()));
      };
    }
  }

  /// Values of a class, or variables of that kind.
  record OfType(Class<?> type) implements Filter {
    @Override
    public boolean test(List<Object> path, Object value) {
      return value instanceof VariableState v
          ? type.isAssignableFrom(v.type())
          : type.isInstance(value);
    }

    @Override
    public String toString() {
      return "OfType(" + type.getSimpleName() + ")";
    }
  }

  /// Values with a tag, such as the keys of one stream: `"dropout"`.
  record WithTag(String tag) implements Filter {
    @Override
    public boolean test(List<Object> path, Object value) {
      return value instanceof Tagged t && tag.equals(t.tag());
    }

    @Override
    public String toString() {
      return "WithTag(" + Repr.of(tag) + ")";
    }
  }

  /// Values below a name.
  ///
  /// @param exact whether a step must be the key, or have it in its name
  record PathContains(Object key, boolean exact) implements Filter {
    public PathContains(Object key) {
      this(key, true);
    }

    @Override
    public boolean test(List<Object> path, Object value) {
      return exact
          ? path.contains(key)
          : path.stream().anyMatch(step -> step.toString().contains(key.toString()));
    }

    @Override
    public String toString() {
      return "PathContains(" + Repr.of(key) + ", exact=" + Repr.of(exact) + ")";
    }
  }

  /// Values that one of the filters takes.
  record Any(List<Filter> filters) implements Filter {
    public Any {
      filters = List.copyOf(filters);
    }

    public Any(Object... filters) {
      this(all(filters));
    }

    @Override
    public boolean test(List<Object> path, Object value) {
      return filters.stream().anyMatch(f -> f.test(path, value));
    }

    @Override
    public String toString() {
      return "Any(" + joined(filters) + ")";
    }
  }

  /// Values that every one of the filters takes.
  record All(List<Filter> filters) implements Filter {
    public All {
      filters = List.copyOf(filters);
    }

    public All(Object... filters) {
      this(all(filters));
    }

    @Override
    public boolean test(List<Object> path, Object value) {
      return filters.stream().allMatch(f -> f.test(path, value));
    }

    @Override
    public String toString() {
      return "All(" + joined(filters) + ")";
    }
  }

  /// Values that the filter does not take.
  record Not(Filter filter) implements Filter {
    public Not(Object filter) {
      this(Filter.of(filter));
    }

    @Override
    public boolean test(List<Object> path, Object value) {
      return !filter.test(path, value);
    }

    @Override
    public String toString() {
      return "Not(" + filter + ")";
    }
  }

  /// All values. In JAX: `...`.
  record Everything() implements Filter {
    @Override
    public boolean test(List<Object> path, Object value) {
      return true;
    }

    @Override
    public String toString() {
      return "Everything()";
    }
  }

  /// No value.
  record Nothing() implements Filter {
    @Override
    public boolean test(List<Object> path, Object value) {
      return false;
    }

    @Override
    public String toString() {
      return "Nothing()";
    }
  }

  private static List<Filter> all(Object... filters) {
    return Arrays.stream(filters).map(Filter::of).toList();
  }

  private static String joined(List<Filter> filters) {
    return filters.stream().map(Filter::toString).collect(Collectors.joining(", "));
  }
}
