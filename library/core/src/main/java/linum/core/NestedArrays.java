package linum.core;

import java.util.Arrays;
import linum.ir.DType;
import linum.ir.Dims;

/// Nested Java arrays, `double[][]` or `int[][][]`, turned into arrays and back.
public final class NestedArrays {
  private NestedArrays() {}

  /// The array with one axis for each level of nesting, of the given type.
  ///
  /// @param nested of `boolean`, `byte`, `short`, `int`, `long`, `float` or `double`
  /// @throws IllegalArgumentException if it is no such array, or its rows differ in length
  public static ConcreteArray fromNested(Object nested, DType dtype) {
    DType natural = elementType(nested);
    Dims shape = shape(nested);
    int n = Math.toIntExact(shape.size());
    if (natural.isFloating()) {
      double[] flat = new double[n];
      walk(nested, shape, 0, 0, (leaf, at) -> copy(leaf, flat, at));
      return HostArrays.fromDoubles(flat, dtype, shape);
    }
    long[] flat = new long[n];
    walk(nested, shape, 0, 0, (leaf, at) -> copy(leaf, flat, at));
    return HostArrays.fromLongs(flat, dtype, shape);
  }

  /// The type whose elements the innermost arrays hold: `float64` for `double`, `int32` for `int`,
  /// ….
  ///
  /// @throws IllegalArgumentException if it is no nested array of numbers or booleans
  public static DType elementType(Object nested) {
    Class<?> type = nested.getClass();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    DType dtype =
        type == double.class
            ? DType.FLOAT64
            : type == float.class
                ? DType.FLOAT32
                : type == long.class
                    ? DType.INT64
                    : type == int.class
                        ? DType.INT32
                        : type == short.class
                            ? DType.INT16
                            : type == byte.class
                                ? DType.INT8
                                : type == boolean.class ? DType.BOOL : DType.FLOAT0;
    if (dtype == DType.FLOAT0 || !nested.getClass().isArray()) {
      throw new IllegalArgumentException(
          "an array cannot be made of %s\nPass a nested array of numbers, such as double[][]."
              .formatted(nested.getClass().getSimpleName()));
    }
    return dtype;
  }

  /// The lengths of the first array of each level; 0 below an empty one.
  private static Dims shape(Object nested) {
    Dims shape = Dims.NONE;
    Object level = nested;
    for (Class<?> c = nested.getClass(); c.isArray(); c = c.getComponentType()) {
      int length = level.getClass().isArray() ? java.lang.reflect.Array.getLength(level) : 0;
      shape = shape.insert(shape.rank(), length);
      level = level instanceof Object[] inner && inner.length > 0 ? inner[0] : "";
    }
    return shape;
  }

  private interface Leaf {
    void accept(Object array, int at);
  }

  private static int walk(Object level, Dims shape, int depth, int at, Leaf leaf) {
    int length = java.lang.reflect.Array.getLength(level);
    if (length != shape.get(depth)) {
      throw new IllegalArgumentException(
          "the rows of a nested array differ in length: along axis %d there are %d and %d\nAn array has rows of one length; pad the shorter ones."
              .formatted(depth, shape.get(depth), length));
    }
    if (!(level instanceof Object[] inner)) {
      leaf.accept(level, at);
      return at + length;
    }
    int next = at;
    for (Object o : inner) {
      next = walk(o, shape, depth + 1, next, leaf);
    }
    return next;
  }

  private static void copy(Object leaf, double[] out, int at) {
    if (leaf instanceof double[] d) {
      System.arraycopy(d, 0, out, at, d.length);
    } else if (leaf instanceof float[] f) {
      for (int i = 0; i < f.length; i++) {
        out[at + i] = f[i];
      }
    }
  }

  private static void copy(Object leaf, long[] out, int at) {
    for (int i = 0; i < java.lang.reflect.Array.getLength(leaf); i++) {
      out[at + i] =
          leaf instanceof boolean[] b ? (b[i] ? 1 : 0) : java.lang.reflect.Array.getLong(leaf, i);
    }
  }

  /// A nested Java array with one level for each axis: of `float` for `float32` and narrower
  /// floating types, `double`, `boolean`, `long` for 64-bit integers and `uint32`, `int` for all
  /// others.
  ///
  /// @throws IllegalArgumentException if the array has no axis
  public static Object toNested(ConcreteArray x) {
    if (x.ndim() == 0) {
      throw new IllegalArgumentException(
          "an array of type %s has no axis, so it is no Java array\nUse x.item() for its number."
              .formatted(x.aval()));
    }
    return nested(flat(x), x.shape(), 0, 0);
  }

  private static Object flat(ConcreteArray x) {
    return switch (x.dtype()) {
      case BOOL -> HostArrays.toBooleans(x);
      case INT8, INT16, INT32, UINT8, UINT16 -> HostArrays.toInts(x);
      case INT64, UINT32, UINT64 -> HostArrays.toLongs(x);
      case FLOAT16, BFLOAT16, FLOAT32 -> HostArrays.toFloats(x);
      case FLOAT64 -> HostArrays.toDoubles(x);
      case COMPLEX64, COMPLEX128, KEY, FLOAT0, TOKEN ->
          throw new IllegalArgumentException(
              "the elements of an array of type %s are not Java numbers".formatted(x.aval()));
    };
  }

  private static Object nested(Object flat, Dims shape, int depth, int at) {
    int length = shape.get(depth);
    if (depth == shape.rank() - 1) {
      Object row = java.lang.reflect.Array.newInstance(flat.getClass().getComponentType(), length);
      System.arraycopy(flat, at, row, 0, length);
      return row;
    }
    int[] sizes = new int[shape.rank() - depth];
    sizes[0] = length;
    Class<?> element = flat.getClass().getComponentType();
    Object[] rows = (Object[]) java.lang.reflect.Array.newInstance(element, sizes);
    int step = (int) shape.slice(depth + 1, shape.rank()).size();
    Arrays.setAll(rows, i -> nested(flat, shape, depth + 1, at + i * step));
    return rows;
  }
}
