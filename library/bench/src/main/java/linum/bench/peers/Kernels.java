package linum.bench.peers;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.nn.Nn;
import linum.numpy.Jnp;

/// Single operations that networks are made of.
final class Kernels {
  private static final Goal AS_FAST = Goal.of(1, 1);
  private static final Goal NORMALIZATION = Goal.of(0.9, 1);
  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;

  /// Of one convolution of 32 pictures of 28×28 with 32 features to 64 by windows of 3×3.
  private static final double CONVOLUTION_FLOPS = 2.0 * 32 * 28 * 28 * 9 * 32 * 64;

  private Kernels() {}

  static void register(Registry all) {
    all.add("matmul 128", name -> square(name, 128));
    all.add("matmul 512", name -> square(name, 512));
    all.add("matmul 1024", name -> square(name, 1024));
    all.add("matmul 1536x1920x1024", name -> matmul(name, 1536, 1920, 1024));
    all.add("conv 3x3 forward", Kernels::convolution);
    all.add("conv 3x3 forward+backward", Kernels::convolutionGradients);
    all.add("softmax", Kernels::softmax);
    all.add("layernorm", Kernels::layerNorm);
    all.add("log-softmax cross-entropy", Kernels::crossEntropy);
  }

  /// In a loop, the product becomes the left operand; the right one keeps its size about the same.
  private static Workload square(String name, int n) {
    return matmul(name, n, n, n).looped((_, out) -> out);
  }

  private static Workload matmul(String name, int m, int k, int n) {
    return Workload.of(
            name,
            AS_FAST,
            List.of(Inputs.normal(1, m, k), Inputs.normal(1 / Math.sqrt(k), k, n)),
            (_, d) -> List.of(d.get(0).matmul(d.get(1))))
        .flops(2.0 * m * k * n);
  }

  private static Array convolve(Array x, Array kernel) {
    Convolution same =
        Convolution.strides(1, 1).padding("SAME").dimensionNumbers("NHWC", "HWIO", "NHWC");
    return Lax.convGeneralDilated(x, kernel, same);
  }

  private static List<Array> pictures() {
    return List.of(Inputs.normal(1, 32, 28, 28, 32), Inputs.normal(0.1, 3, 3, 32, 64));
  }

  private static Workload convolution(String name) {
    return Workload.of(name, AS_FAST, pictures(), (_, d) -> List.of(convolve(d.get(0), d.get(1))))
        .flops(CONVOLUTION_FLOPS);
  }

  /// The gradients of half the sum of squares, which are the transposes at the result itself.
  private static Workload convolutionGradients(String name) {
    return Workload.of(
            name,
            AS_FAST,
            pictures(),
            (_, d) ->
                Linum.grad(
                    d, (List<Array> v) -> convolve(v.get(0), v.get(1)).square().sum().mul(0.5)))
        .flops(3 * CONVOLUTION_FLOPS);
  }

  private static Array table() {
    return Inputs.normal(1, ROWS, COLUMNS);
  }

  private static Workload softmax(String name) {
    return Workload.of(
            name, NORMALIZATION, List.of(table()), (_, d) -> List.of(Nn.softmax(d.getFirst())))
        .looped((_, out) -> out);
  }

  static Array layerNorm(Array x, Array scale, Array bias) {
    Array centered = x.sub(x.mean(-1, true));
    Array variance = centered.square().mean(-1, true);
    return centered.mul(Lax.rsqrt(variance.add(1e-5))).mul(scale).add(bias);
  }

  private static Workload layerNorm(String name) {
    return Workload.of(
            name,
            NORMALIZATION,
            List.of(table(), Inputs.normal(1, COLUMNS), Inputs.normal(1, COLUMNS)),
            (_, d) -> List.of(layerNorm(d.get(0), d.get(1), d.get(2))))
        .looped((_, out) -> out);
  }

  private static Workload crossEntropy(String name) {
    return Workload.of(
            name,
            NORMALIZATION,
            List.of(table(), Inputs.integers(COLUMNS, ROWS)),
            (_, d) -> List.of(crossEntropy(d.get(0), d.get(1))))
        .looped((s, out) -> List.of(s.getFirst().add(out.getFirst().mul(1e-9))));
  }

  private static Array crossEntropy(Array logits, Array labels) {
    Array chosen = Jnp.takeAlongAxis(Nn.logSoftmax(logits), labels.expandDims(1), 1);
    return chosen.mean().neg();
  }
}
