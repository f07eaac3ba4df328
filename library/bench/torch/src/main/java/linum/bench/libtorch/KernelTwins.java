package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/// Twins of the single operations that networks are made of.
final class KernelTwins {
  private static final Shape ONE = new Shape(1, 1);

  private KernelTwins() {}

  static void register(Map<String, Twin.Maker> all) {
    Twin.Maker matmul = Twin.of(in -> List.of(in.get(0).matMul(in.get(1))));
    for (String size : List.of("128", "512", "1024", "1536x1920x1024")) {
      all.put("matmul " + size, matmul);
    }
    all.put("conv 3x3 forward", in -> new Convolution(in, false));
    all.put("conv 3x3 forward+backward", in -> new Convolution(in, true));
    all.put("softmax", Twin.of(in -> List.of(in.getFirst().softmax(1))));
    all.put("layernorm", Twin.of(in -> List.of(layerNorm(in.get(0), in.get(1), in.get(2)))));
  }

  static NDArray layerNorm(NDArray x, NDArray scale, NDArray bias) {
    return x.getNDArrayInternal()
        .layerNorm(x, scale.getShape(), scale, bias, 1e-5f)
        .singletonOrThrow();
  }

  static NDArray convolve(NDArray x, NDArray kernel, NDArray bias) {
    return x.getNDArrayInternal().convolution(x, kernel, bias, ONE, ONE, ONE, 1).singletonOrThrow();
  }

  /// With pictures as `NCHW` and kernels as `OIHW`.
  private static final class Convolution implements Twin {
    private final NDArray x;
    private final NDArray kernel;
    private final NDArray bias;
    private final boolean backward;

    Convolution(List<NDArray> in, boolean backward) {
      x = in.get(0).transpose(0, 3, 1, 2).duplicate();
      kernel = in.get(1).transpose(3, 2, 0, 1).duplicate();
      bias = kernel.getManager().zeros(new Shape(kernel.getShape().get(0)));
      this.backward = backward;
    }

    @Override
    public List<NDArray> run() {
      return backward
          ? Tape.valueAndGradients(
                  List.of(x, kernel), v -> half(convolve(v.get(0), v.get(1), bias)))
              .subList(1, 3)
          : List.of(convolve(x, kernel, bias));
    }

    private static NDArray half(NDArray y) {
      return y.mul(y).sum().mul(0.5);
    }

    @Override
    public List<NDArray> layout(List<NDArray> outputs) {
      NDArray picture = outputs.getFirst().transpose(0, 2, 3, 1);
      return backward ? List.of(picture, outputs.get(1).transpose(2, 3, 1, 0)) : List.of(picture);
    }
  }
}
