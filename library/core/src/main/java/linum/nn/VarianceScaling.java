package linum.nn;

import java.util.stream.Collectors;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Unary;
import linum.random.Random;

/// An initializer whose variance is `scale / fan`, so that activations keep their size from layer
/// to layer.
///
/// Axes that are neither input, output nor batch count as the receptive field of a convolution:
/// `fanIn` and `fanOut` are multiplied by its size.
///
/// In JAX: `variance_scaling`.
public record VarianceScaling(
    double scale, Fan fan, Distribution distribution, Dims inAxes, Dims outAxes, Dims batchAxes)
    implements Initializer {

  // The standard deviation of a standard normal number cut off at -2 and 2.
  private static final double TRUNCATED_STDDEV = .87962566103423978;

  /// What the variance is divided by.
  public enum Fan {
    IN,
    OUT,
    AVERAGE
  }

  /// What the numbers are drawn from.
  public enum Distribution {
    /// Normal, cut off at two standard deviations.
    TRUNCATED_NORMAL,
    NORMAL,
    /// Uniform around zero.
    UNIFORM
  }

  public VarianceScaling(double scale, Fan fan, Distribution distribution) {
    this(scale, fan, distribution, Dims.of(-2), Dims.of(-1), Dims.NONE);
  }

  /// With other input axes; negative ones count from the end.
  public VarianceScaling inAxis(int... axes) {
    return new VarianceScaling(scale, fan, distribution, Dims.of(axes), outAxes, batchAxes);
  }

  /// With other output axes.
  public VarianceScaling outAxis(int... axes) {
    return new VarianceScaling(scale, fan, distribution, inAxes, Dims.of(axes), batchAxes);
  }

  /// With axes along which there are independent layers.
  public VarianceScaling batchAxis(int... axes) {
    return new VarianceScaling(scale, fan, distribution, inAxes, outAxes, Dims.of(axes));
  }

  @Override
  public Array apply(Array key, Dims shape, DType dtype) {
    Array variance = Ops.scalar(scale / fan(shape), dtype);
    return switch (distribution) {
      case TRUNCATED_NORMAL -> {
        Array cut =
            Random.truncatedNormal(key, Ops.scalar(-2, dtype), Ops.scalar(2, dtype), shape, dtype);
        yield Ops.mul(cut, Ops.div(sqrt(variance), Ops.scalar(TRUNCATED_STDDEV, dtype)));
      }
      case NORMAL -> Ops.mul(Random.normal(key, shape, dtype), sqrt(variance));
      case UNIFORM -> Ops.mul(Random.uniform(key, shape, dtype, -1, 1), sqrt(Ops.mul(3, variance)));
    };
  }

  /// As it is written in code: `heNormal()`, `lecunUniform().inAxis(0)`.
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder(name());
    option(s, "inAxis", inAxes, Dims.of(-2));
    option(s, "outAxis", outAxes, Dims.of(-1));
    option(s, "batchAxis", batchAxes, Dims.NONE);
    return s.toString();
  }

  private String name() {
    String drawn =
        switch (distribution) {
          case TRUNCATED_NORMAL -> "Normal()";
          case UNIFORM -> "Uniform()";
          case NORMAL -> "";
        };
    String author =
        switch (fan) {
          case IN -> scale == 1 ? "lecun" : scale == 2 ? "he" : "";
          case AVERAGE -> scale == 1 ? "glorot" : "";
          case OUT -> "";
        };
    return drawn.isEmpty() || author.isEmpty()
        ? "varianceScaling(%s, %s, %s)".formatted(scale, fan, distribution)
        : author + drawn;
  }

  private static void option(StringBuilder s, String name, Dims axes, Dims usual) {
    if (!axes.equals(usual)) {
      String list = axes.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
      s.append('.').append(name).append('(').append(list).append(')');
    }
  }

  private static Array sqrt(Array x) {
    return Trace.bind(Unary.SQRT, x);
  }

  private double fan(Dims shape) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "an initializer that scales with the sizes of a layer needs an input and an output axis, but"
              + " the shape is "
              + shape
              + "\nUse normal(stddev) or constant(value) for vectors.");
    }
    double in = size(shape, inAxes);
    double out = size(shape, outAxes);
    double field = shape.size() / in / out / size(shape, batchAxes);
    return switch (fan) {
      case IN -> in * field;
      case OUT -> out * field;
      case AVERAGE -> (in * field + out * field) / 2;
    };
  }

  private static double size(Dims shape, Dims axes) {
    double n = 1;
    for (int axis : axes.toArray()) {
      if (axis < -shape.rank() || axis >= shape.rank()) {
        throw new IllegalArgumentException(
            "initializer: axis %d is out of range for the shape %s".formatted(axis, shape));
      }
      n *= shape.get(axis);
    }
    return n;
  }
}
