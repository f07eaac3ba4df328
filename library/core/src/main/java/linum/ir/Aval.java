package linum.ir;

import java.util.stream.Collectors;

/// An abstract value: all that is known of an array without its data. Typing rules compute with it.
///
/// @param weak whether the type gives way in promotion, as that of a number written in the source
///   does
public record Aval(DType dtype, Dims shape, boolean weak) {
  public Aval(DType dtype, Dims shape) {
    this(dtype, shape, false);
  }

  public static Aval of(DType dtype, int... shape) {
    return new Aval(dtype, Dims.of(shape));
  }

  /// A weakly typed scalar.
  public static Aval weak(DType dtype) {
    return new Aval(dtype, Dims.NONE, true);
  }

  public int rank() {
    return shape.rank();
  }

  public long size() {
    return shape.size();
  }

  public long byteSize() {
    return Math.multiplyExact(shape.size(), (long) dtype.byteSize());
  }

  public boolean isScalar() {
    return shape.isEmpty();
  }

  public Aval withShape(Dims newShape) {
    return new Aval(dtype, newShape, weak);
  }

  public Aval withDtype(DType newDtype) {
    return new Aval(newDtype, shape, weak);
  }

  public Aval withWeak(boolean newWeak) {
    return weak == newWeak ? this : new Aval(dtype, shape, newWeak);
  }

  /// The type without its weakness.
  public Aval strong() {
    return withWeak(false);
  }

  /// Whether dtype and shape are the same; weakness does not count.
  public boolean matches(Aval other) {
    return dtype == other.dtype && shape.equals(other.shape);
  }

  /// The type of its tangents: itself for floating types, [DType#FLOAT0] for all others.
  public Aval tangent() {
    return dtype.isInexact() ? this : new Aval(DType.FLOAT0, shape);
  }

  /// The form of printed programs: `f32[2,3]`; a token has no brackets.
  public String shortName() {
    return dtype.shortName() + (dtype == DType.TOKEN ? "" : brackets());
  }

  /// The form of messages: `float32[2,3]`.
  @Override
  public String toString() {
    return dtype + brackets();
  }

  private String brackets() {
    return shape.stream().mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
