package linum.numpy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.HostWrite;
import linum.core.Types;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Arrays written as nested Java arrays or lists of numbers, booleans and arrays.
final class Nested {
  private final List<Object> leaves = new ArrayList<>();

  private Nested() {}

  /// The array with the elements of `value`.
  ///
  /// @throws IllegalArgumentException if rows differ in length, or an element is not a number
  static Array array(Object value, @Nullable DType dtype) {
    Nested nested = new Nested();
    Dims shape = nested.collect(value);
    if (nested.leaves.stream().anyMatch(Array.class::isInstance)) {
      Array stacked = nested.stacked(shape);
      return dtype == null ? stacked : stacked.astype(dtype);
    }
    boolean scalar = shape.isEmpty() && !(value instanceof Boolean);
    DType t = Types.canonical(dtype == null ? nested.type() : dtype);
    if (scalar && dtype == null) {
      return Types.weak((Number) value);
    }
    return HostWrite.of(new Aval(t, shape), i -> number(nested.leaves.get(i)));
  }

  private static Number number(Object leaf) {
    return leaf instanceof Boolean b ? (Number) (b ? 1L : 0L) : (Number) leaf;
  }

  private Array stacked(Dims shape) {
    List<Array> parts =
        leaves.stream().map(leaf -> leaf instanceof Array a ? a : array(leaf, null)).toList();
    Array stack = Jnp.stack(parts);
    return stack.reshape(shape.concat(parts.getFirst().shape()));
  }

  private Dims collect(Object value) {
    List<?> items = items(value);
    if (items == null) {
      requireLeaf(value);
      leaves.add(value);
      return Dims.NONE;
    }
    Dims inner = null;
    for (Object item : items) {
      Dims shape = collect(item);
      if (inner != null && !inner.equals(shape)) {
        throw new IllegalArgumentException(
            "array: the rows differ in shape: %s and %s".formatted(inner, shape));
      }
      inner = shape;
    }
    return (inner == null ? Dims.NONE : inner).insert(0, items.size());
  }

  private static void requireLeaf(Object value) {
    if (!(value instanceof Number || value instanceof Boolean || value instanceof Array)) {
      throw new IllegalArgumentException(
          "array: an element is a number, a boolean or an array, got %s (%s)"
              .formatted(value, value.getClass().getSimpleName()));
    }
  }

  private static @Nullable List<?> items(Object value) {
    return switch (value) {
      case List<?> l -> l;
      case Object[] a -> List.of(a);
      case double[] a -> Arrays.stream(a).boxed().toList();
      case int[] a -> Arrays.stream(a).boxed().toList();
      case long[] a -> Arrays.stream(a).boxed().toList();
      case float[] a -> IntStream.range(0, a.length).mapToObj(i -> a[i]).toList();
      case boolean[] a -> IntStream.range(0, a.length).mapToObj(i -> a[i]).toList();
      case short[] a -> IntStream.range(0, a.length).mapToObj(i -> a[i]).toList();
      case byte[] a -> IntStream.range(0, a.length).mapToObj(i -> a[i]).toList();
      default -> null;
    };
  }

  private DType type() {
    if (leaves.isEmpty()) {
      return Types.floating();
    }
    return Types.common(leaves.stream().map(Nested::type).distinct().toList()).dtype();
  }

  private static Types.Type type(Object leaf) {
    return switch (leaf) {
      case Boolean _ -> new Types.Type(DType.BOOL, false);
      case Byte _ -> new Types.Type(DType.INT8, false);
      case Short _ -> new Types.Type(DType.INT16, false);
      default -> new Types.Type(Types.of((Number) leaf).dtype(), false);
    };
  }
}
