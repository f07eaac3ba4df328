package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import linum.Linum;
import linum.nnx.NnxFilters.Filter;
import org.jspecify.annotations.Nullable;

/// Which axes loops and maps over objects run over: users write `Nnx.StateAxes`.
public interface NnxAxes {

  /// In place of an axis: what one step of a `scan` hands to the next.
  ///
  /// In JAX: `nnx.Carry`.
  enum Carry {
    CARRY
  }

  /// In place of an axis: what one step of a `scan` hands to the next.
  Carry CARRY = Carry.CARRY;

  /// The axes of the variables of an object, by filter; the first filter that takes a variable says
  /// its axis.
  ///
  /// ```java
  /// new Nnx.StateAxes(Nnx.Param.class, 0, true, NONE)
  /// ```
  ///
  /// In JAX: `nnx.StateAxes({nnx.Param: 0, ...: None})`.
  final class StateAxes {
    private final List<Filter> filters = new ArrayList<>();
    private final List<Object> axes = new ArrayList<>();

    /// @param filtersAndAxes a filter and an axis in turn; an axis is an int, `Linum.NONE`, or
    ///   [#CARRY]
    /// @throws IllegalArgumentException if one of them is no filter or no axis
    public StateAxes(Object... filtersAndAxes) {
      if (filtersAndAxes.length % 2 != 0) {
        throw new IllegalArgumentException(
            "StateAxes: a filter and an axis in turn, but the last filter has no axis: new Nnx.StateAxes(Nnx.Param.class, 0, true, NONE)");
      }
      List<Object> given = new ArrayList<>();
      for (int i = 0; i < filtersAndAxes.length; i += 2) {
        given.add(filtersAndAxes[i]);
        axes.add(checked(filtersAndAxes[i + 1]));
      }
      filters.addAll(StateSplit.inOrder(given.toArray()));
    }

    private static Object checked(Object axis) {
      if (axis instanceof Integer || axis instanceof Carry) {
        return axis;
      }
      throw new IllegalArgumentException(
          "StateAxes: an axis is an int, NONE or CARRY, got %s".formatted(axis));
    }

    /// The axis of a variable.
    ///
    /// @throws IllegalArgumentException if no filter takes it
    Object of(List<Object> path, Object value) {
      return axes.get(StateSplit.first(filters, path, value));
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof StateAxes s && filters.equals(s.filters) && axes.equals(s.axes);
    }

    @Override
    public int hashCode() {
      return 31 * filters.hashCode() + axes.hashCode();
    }

    @Override
    public String toString() {
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < axes.size(); i++) {
        entries.add(filters.get(i) + ": " + text(axes.get(i)));
      }
      return entries.stream().collect(Collectors.joining(", ", "StateAxes({", "})"));
    }
  }

  /// An axis, for messages.
  static String text(Object axis) {
    return axis.equals(Linum.NONE) ? "NONE" : axis.toString();
  }
}
