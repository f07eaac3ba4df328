package linum.layers;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// An affine map by an equation of two operands, `input,kernel->output`.
///
/// @param input the labels of the input; `...` is one label
/// @param kernel the labels of the kernel
/// @param output the labels of the result
public record EinsumEquation(String input, String kernel, String output) {

  /// Reads the equation.
  ///
  /// @throws IllegalArgumentException if there is no arrow or not exactly one comma
  public static EinsumEquation of(String equation) {
    String text = equation.replace(" ", "");
    int arrow = text.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException(
          "the einsum layer \"%s\" must say its result, as in \"ab,bc->ac\"".formatted(equation));
    }
    String[] operands = text.substring(0, arrow).split(",", -1);
    if (operands.length != 2) {
      throw new IllegalArgumentException(
          "the einsum layer \"%s\" must have two operands, the input and the kernel, but has %d"
              .formatted(equation, operands.length));
    }
    return new EinsumEquation(operands[0], operands[1], text.substring(arrow + 2));
  }

  /// The sizes of the result's axes that are the kernel's: the bias has one for each.
  ///
  /// @param shape of the kernel
  /// @param inputRank how many axes the input has
  public Dims biasShape(Dims shape, int inputRank) {
    return Dims.of(sizes(shape, inputRank).stream().filter(n -> n > 0).mapToInt(n -> n));
  }

  /// The kernel's size for each axis of the result, or 0 where the kernel has none.
  private List<Integer> sizes(Dims shape, int inputRank) {
    List<String> of = labels(kernel, shape.rank());
    int inputDots = inputRank - input.replace("...", "").length();
    int kernelDots = shape.rank() - kernel.replace("...", "").length();
    int letters = output.replace("...", "").length();
    List<Integer> sizes = new ArrayList<>();
    int dots = Math.max(dots(input, inputDots), dots(kernel, kernelDots));
    for (String label : labels(output, letters + dots)) {
      int place = of.indexOf(label);
      sizes.add(place < 0 ? 0 : shape.get(place));
    }
    return sizes;
  }

  private static int dots(String labels, int count) {
    return labels.contains("...") ? count : 0;
  }

  /// One label for each axis; those of `...` are counted from the right.
  private static List<String> labels(String text, int rank) {
    int dots = rank - text.replace("...", "").length();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("...", i)) {
        for (int d = dots; d > 0; d--) {
          labels.add("." + d);
        }
        i += 2;
      } else {
        labels.add(text.substring(i, i + 1));
      }
    }
    return labels;
  }

  /// The map.
  ///
  /// @param bias of [#biasShape]; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @param sums the type of sums; null for the type that is computed with
  public Array apply(
      Array x,
      Array weights,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision,
      @Nullable DType sums) {
    DType type = Dtypes.canonicalizeDtype(dtype, x, weights, bias);
    String equation = input + "," + kernel + "->" + output;
    Array y =
        Jnp.einsum(equation, precision, sums, Ops.convert(x, type), Ops.convert(weights, type));
    if (bias == null) {
      return y;
    }
    List<Integer> sizes = sizes(weights.shape(), x.ndim());
    Dims spread = Dims.of(sizes.stream().mapToInt(n -> Math.max(n, 1)));
    return y.add(Ops.convert(bias, type).reshape(spread));
  }
}
