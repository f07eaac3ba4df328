package linum.nn;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.random.PrngKey;
import linum.random.Random;

/// Makes the first value of a parameter from a key, a shape and a type.
///
/// The ones made here are records: two that do the same are equal, and print as they are written in
/// code.
///
/// ```java
/// Array kernel = glorotUniform().apply(key(0), 784, 10);
/// ```
///
/// In JAX: `jax.nn.initializers`, with the same numbers. The constants are [#ZEROS] and [#ONES], so
/// that they do not hide `Jnp.zeros` and `Jnp.ones`; options are withers:
/// `lecunNormal().inAxis(0)`.
@FunctionalInterface
public interface Initializer {
  /// All zeros.
  @SuppressWarnings("ClassInitializationDeadlock") // Constant is used in this interface only
  Initializer ZEROS = new Constant(0);

  /// All ones.
  @SuppressWarnings("ClassInitializationDeadlock") // as above
  Initializer ONES = new Constant(1);

  /// The first value of a parameter.
  ///
  /// @param key a random key
  /// @param dtype a floating type; the constants take every numeric one
  Array apply(Array key, Dims shape, DType dtype);

  /// A parameter of the default type.
  default Array apply(Array key, int... shape) {
    return apply(key, Dims.of(shape), defaultDtype());
  }

  /// A parameter of the default type.
  default Array apply(PrngKey key, int... shape) {
    return apply(key.data(), Dims.of(shape), defaultDtype());
  }

  default Array apply(PrngKey key, Dims shape, DType dtype) {
    return apply(key.data(), shape, dtype);
  }

  /// The type of parameters where none is asked for.
  default DType defaultDtype() {
    return DType.FLOAT32;
  }

  /// This initializer with another default type.
  default Initializer withDtype(DType dtype) {
    return new WithDtype(this, dtype);
  }

  /// Every element `value`.
  static Initializer constant(double value) {
    return new Constant(value);
  }

  /// Uniform in `[0, 0.01)`.
  static Initializer uniform() {
    return uniform(1e-2);
  }

  /// Uniform in `[0, scale)`.
  static Initializer uniform(double scale) {
    return new Uniform(scale);
  }

  /// Normal with mean 0 and standard deviation 0.01.
  static Initializer normal() {
    return normal(1e-2);
  }

  /// Normal with mean 0.
  static Initializer normal(double stddev) {
    return new Normal(stddev);
  }

  /// Normal, cut off at two standard deviations. The deviation is that before the cut.
  static Initializer truncatedNormal(double stddev) {
    return truncatedNormal(stddev, -2, 2);
  }

  /// Normal, cut off at `lower · stddev` and `upper · stddev`.
  static Initializer truncatedNormal(double stddev, double lower, double upper) {
    return new TruncatedNormal(stddev, lower, upper);
  }

  /// Variance `scale / fan`.
  static VarianceScaling varianceScaling(
      double scale, VarianceScaling.Fan fan, VarianceScaling.Distribution distribution) {
    return new VarianceScaling(scale, fan, distribution);
  }

  /// Uniform, variance `1 / fanIn` (LeCun, Bottou, Orr and Müller, 1998).
  static VarianceScaling lecunUniform() {
    return varianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.UNIFORM);
  }

  /// Truncated normal, variance `1 / fanIn`: what dense and convolution layers start from.
  static VarianceScaling lecunNormal() {
    return varianceScaling(
        1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
  }

  /// Uniform, variance `2 / (fanIn + fanOut)` (Glorot and Bengio, 2010).
  static VarianceScaling glorotUniform() {
    return varianceScaling(1, VarianceScaling.Fan.AVERAGE, VarianceScaling.Distribution.UNIFORM);
  }

  /// Truncated normal, variance `2 / (fanIn + fanOut)`.
  static VarianceScaling glorotNormal() {
    return varianceScaling(
        1, VarianceScaling.Fan.AVERAGE, VarianceScaling.Distribution.TRUNCATED_NORMAL);
  }

  /// [#glorotUniform] by its other name.
  static VarianceScaling xavierUniform() {
    return glorotUniform();
  }

  /// [#glorotNormal] by its other name.
  static VarianceScaling xavierNormal() {
    return glorotNormal();
  }

  /// Uniform, variance `2 / fanIn`, for layers before a `relu` (He, Zhang, Ren and Sun, 2015).
  static VarianceScaling heUniform() {
    return varianceScaling(2, VarianceScaling.Fan.IN, VarianceScaling.Distribution.UNIFORM);
  }

  /// Truncated normal, variance `2 / fanIn`.
  static VarianceScaling heNormal() {
    return varianceScaling(
        2, VarianceScaling.Fan.IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
  }

  /// [#heUniform] by its other name.
  static VarianceScaling kaimingUniform() {
    return heUniform();
  }

  /// [#heNormal] by its other name.
  static VarianceScaling kaimingNormal() {
    return heNormal();
  }

  /// Orthonormal rows or columns, whichever are fewer; columns along the last axis.
  static Orthogonal orthogonal() {
    return orthogonal(1, -1);
  }

  /// Orthonormal rows or columns times `scale`, columns along the given axis.
  static Orthogonal orthogonal(double scale, int columnAxis) {
    return new Orthogonal(scale, columnAxis);
  }

  /// Convolution kernels that are zero but for an orthogonal matrix in the middle.
  static DeltaOrthogonal deltaOrthogonal() {
    return new DeltaOrthogonal(1);
  }

  /// See [#uniform].
  record Uniform(double scale) implements Initializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      return Ops.mul(Random.uniform(key, shape, dtype), Ops.scalar(scale, dtype));
    }

    @Override
    public String toString() {
      return "uniform(" + scale + ")";
    }
  }

  /// See [#normal].
  record Normal(double stddev) implements Initializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      return Ops.mul(Random.normal(key, shape, dtype), Ops.scalar(stddev, dtype));
    }

    @Override
    public String toString() {
      return "normal(" + stddev + ")";
    }
  }

  /// See [#truncatedNormal].
  record TruncatedNormal(double stddev, double lower, double upper) implements Initializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      Array lo = Ops.scalar(lower, dtype);
      Array hi = Ops.scalar(upper, dtype);
      Array cut = Random.truncatedNormal(key, lo, hi, shape, dtype);
      return Ops.mul(cut, Ops.scalar(stddev, dtype));
    }

    @Override
    public String toString() {
      return "truncatedNormal(%s, %s, %s)".formatted(stddev, lower, upper);
    }
  }

  /// See [#withDtype].
  record WithDtype(Initializer initializer, DType defaultDtype) implements Initializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      return initializer.apply(key, shape, dtype);
    }

    @Override
    public String toString() {
      return "%s.withDtype(%s)".formatted(initializer, defaultDtype);
    }
  }
}
