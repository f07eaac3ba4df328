package linum.numpy;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.HostWrite;
import linum.core.NestedArrays;
import linum.core.Types;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import org.jspecify.annotations.Nullable;

/// Arrays written as nested Java arrays or lists of numbers, booleans and arrays.
final class Nested {
  private final List<Object> leaves = new ArrayList<>();

  private Nested() {}

  /// The array with the elements of `value`.
  ///
  /// @throws IllegalArgumentException if rows differ in length, or an element is not a number
  static Array array(Object value, @Nullable DType dtype) {
    if (isPrimitive(value)) {
      DType t = dtype == null ? NestedArrays.elementType(value) : dtype;
      return NestedArrays.fromNested(value, Promotion.canonical(t));
    }
    Nested nested = new Nested();
    Dims shape = nested.collect(value);
    if (nested.leaves.stream().anyMatch(Array.class::isInstance)) {
      Array stacked = nested.stacked(shape);
      return dtype == null ? stacked : stacked.astype(dtype);
    }
    boolean scalar = shape.isEmpty() && !(value instanceof Boolean);
    DType t = Promotion.canonical(dtype == null ? nested.type() : dtype);
    if (scalar && dtype == null) {
      return Types.weak((Number) value);
    }
    return HostWrite.of(new Aval(t, shape), i -> number(nested.leaves.get(i)));
  }

  /// Whether the innermost arrays hold primitives.
  private static boolean isPrimitive(Object value) {
    Class<?> type = value.getClass();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return type.isPrimitive();
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
      default -> null;
    };
  }

  private DType type() {
    if (leaves.isEmpty()) {
      return Promotion.defaultFloat();
    }
    return Promotion.resultType(leaves.stream().map(Nested::type).distinct().toList()).dtype();
  }

  private static Aval type(Object leaf) {
    return switch (leaf) {
      case Boolean _ -> Aval.of(DType.BOOL);
      case Byte _ -> Aval.of(DType.INT8);
      case Short _ -> Aval.of(DType.INT16);
      default -> Aval.of(Types.of((Number) leaf).dtype());
    };
  }
}
