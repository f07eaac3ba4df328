package linum.ir;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The element type that operands of several types are converted to before they are combined.
///
/// It is the least upper bound in JAX's lattice of types, in which the weak types of numbers in the
/// source (`int*`, `float*`, `complex*`) stand below the types that they give way to:
///
/// ```
/// bool → int* → uint8 → uint16 → uint32 → uint64 → float* → bfloat16, float16 → float32 → float64
///               int8 → int16 → int32 → int64 ↗           ↘ complex* → complex64 → complex128
/// ```
///
/// So `int8` with `float*` is a `float*`, `uint8` with `int8` an `int16`, and `bfloat16` with
/// `float16` a `float32`.
public final class Promotion {
  private Promotion() {}

  /// Which types are converted without being asked.
  public enum Mode {
    /// All that are connected in the lattice.
    STANDARD,
    /// Only weak ones, and only to a type that can hold them.
    STRICT
  }

  /// A type of elements, and whether it gives way to others.
  public record Type(DType dtype, boolean weak) {
    public static Type of(Aval aval) {
      return new Type(aval.dtype(), aval.weak());
    }

    /// The type as the type of arrays of a shape.
    public Aval of(Dims shape) {
      return new Aval(dtype, shape, weak);
    }

    /// `float32`; with a star if weak.
    @Override
    public String toString() {
      return weak ? dtype + "*" : dtype.toString();
    }
  }

  /// The type that stands for `dtype` under the current setting: 32 bits wide unless 64-bit types
  /// are on.
  public static DType canonical(DType dtype) {
    return Config.ENABLE_X64.get()
        ? dtype
        : switch (dtype) {
          case INT64 -> DType.INT32;
          case UINT64 -> DType.UINT32;
          case FLOAT64 -> DType.FLOAT32;
          case COMPLEX128 -> DType.COMPLEX64;
          case BOOL,
              INT8,
              INT16,
              INT32,
              UINT8,
              UINT16,
              UINT32,
              BFLOAT16,
              FLOAT16,
              FLOAT32,
              COMPLEX64,
              KEY,
              FLOAT0,
              TOKEN ->
              dtype;
        };
  }

  /// The type of whole numbers in the source: `int32`, or `int64` with 64-bit types on.
  public static DType defaultInt() {
    return canonical(DType.INT64);
  }

  /// The type of other numbers in the source: `float32`, or `float64` with 64-bit types on.
  public static DType defaultFloat() {
    return canonical(DType.FLOAT64);
  }

  /// `complex64`, or `complex128` with 64-bit types on.
  public static DType defaultComplex() {
    return canonical(DType.COMPLEX128);
  }

  /// The type that arrays of the given types are converted to.
  ///
  /// @throws IllegalArgumentException if nothing is given, or the types have no bound: keys with
  ///   numbers, or in [Mode#STRICT] any two types that are not weak
  public static Type resultType(Collection<Aval> avals) {
    return bound(avals.stream().map(Type::of).toList());
  }

  /// As [#resultType(Collection)].
  public static Type resultType(Aval... avals) {
    if (avals.length == 2 && avals[0].dtype() == avals[1].dtype()) {
      return new Type(avals[0].dtype(), avals[0].weak() && avals[1].weak());
    }
    return bound(Stream.of(avals).map(Type::of).toList());
  }

  /// The type that two types of elements are converted to, neither being weak.
  ///
  /// In JAX: `jnp.promote_types`.
  public static DType promoteTypes(DType a, DType b) {
    return bound(List.of(new Type(a, false), new Type(b, false))).dtype();
  }

  /// The result type of operations on numbers that are never `bool`, such as `sum`: booleans become
  /// `int32`.
  public static Type numeric(Type type) {
    return new Type(type.dtype() == DType.BOOL ? DType.INT32 : type.dtype(), type.weak());
  }

  /// The result type of operations that leave the integers, such as `sin`, `mean` and true
  /// division: integers and booleans become floating, in the width of the settings.
  public static Type inexact(Type type) {
    return switch (type.dtype().kind()) {
      case BOOL, SIGNED, UNSIGNED ->
          new Type(
              type.dtype() == DType.INT64 || type.dtype() == DType.UINT64
                  ? canonical(DType.FLOAT64)
                  : DType.FLOAT32,
              type.weak());
      case FLOATING, COMPLEX, KEY, FLOAT0, TOKEN -> type;
    };
  }

  private static Type bound(List<Type> types) {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("promotion: there are no types to promote");
    }
    Type first = types.getFirst();
    boolean oneDtype = types.stream().allMatch(t -> t.dtype() == first.dtype());
    boolean allWeak = types.stream().allMatch(Type::weak);
    if (oneDtype) {
      return new Type(first.dtype(), allWeak);
    }
    if (!types.stream().allMatch(t -> t.dtype().isNumeric())) {
      throw noBound(types, "Only numbers are converted to each other.");
    }
    Mode mode = Config.NUMPY_DTYPE_PROMOTION.get();
    // All weak: the bound of the types they have, which is weak again.
    boolean asStrong = allWeak && mode == Mode.STANDARD;
    Lattice lattice =
        switch (mode) {
          case STANDARD -> Config.ENABLE_X64.get() ? Lattice.X64 : Lattice.X32;
          case STRICT -> Lattice.STRICT;
        };
    int found =
        lattice.leastUpperBound(
            types.stream().mapToInt(t -> Lattice.node(t.dtype(), t.weak() && !asStrong)).toArray());
    if (found < 0) {
      throw noBound(
          types,
          mode == Mode.STRICT
              ? "Promotion is strict here. Convert one with astype, or use"
                  + " Config.NUMPY_DTYPE_PROMOTION.set(Promotion.Mode.STANDARD)."
              : "Convert one with astype.");
    }
    DType dtype = canonical(Lattice.dtype(found));
    return new Type(dtype, (asStrong || Lattice.isWeak(found)) && dtype != DType.BOOL);
  }

  private static IllegalArgumentException noBound(List<Type> types, String wayOut) {
    return new IllegalArgumentException(
        "promotion: the types %s have no type in common.\n%s"
            .formatted(
                types.stream().map(Type::toString).collect(Collectors.joining(" and ")), wayOut));
  }
}
