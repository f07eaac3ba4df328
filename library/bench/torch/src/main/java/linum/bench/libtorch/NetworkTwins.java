package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Twins of steps of training.
final class NetworkTwins {
  private static final double RATE = 0.1;

  private NetworkTwins() {}

  static void register(Map<String, Twin.Maker> all) {
    all.put("mlp step", NetworkTwins::mlp);
    all.put("cnn step", Cnn::new);
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  private static NDArray logits(List<NDArray> p, NDArray x) {
    return relu(x.matMul(p.get(0)).add(p.get(1))).matMul(p.get(2)).add(p.get(3));
  }

  private static NDArray crossEntropy(NDArray logits, NDArray oneHot) {
    return logits.logSoftmax(1).mul(oneHot).sum().mul(-1f / oneHot.getShape().get(0));
  }

  private static Twin mlp(List<NDArray> in) {
    List<NDArray> parameters = in.subList(0, 4);
    NDArray x = in.get(4);
    NDArray y = in.get(5);
    return () -> {
      List<NDArray> at = Tape.valueAndGradients(parameters, p -> crossEntropy(logits(p, x), y));
      for (int i = 0; i < 4; i++) {
        parameters.get(i).subi(at.get(i + 1).muli(RATE));
      }
      List<NDArray> out = new ArrayList<>(parameters);
      out.add(at.getFirst());
      return out;
    };
  }

  /// With pictures as `NCHW` and kernels as `OIHW`, so that the first dense layer has its inputs in
  /// another order.
  private static final class Cnn implements Twin {
    private static final Shape POOL = new Shape(2, 2);

    private final List<NDArray> parameters;
    private final TorchAdam adam;
    private final NDArray x;
    private final NDArray y;

    Cnn(List<NDArray> in) {
      parameters = new ArrayList<>(in.subList(0, 8));
      parameters.set(0, in.get(0).transpose(3, 2, 0, 1).duplicate());
      parameters.set(2, in.get(2).transpose(3, 2, 0, 1).duplicate());
      NDArray dense = in.get(4).reshape(7, 7, 64, 128).transpose(2, 0, 1, 3);
      parameters.set(4, dense.duplicate().reshape(7 * 7 * 64, 128));
      List<NDArray> state = new ArrayList<>(parameters);
      for (int moments = 0; moments < 2; moments++) {
        parameters.forEach(p -> state.add(p.zerosLike()));
      }
      adam = new TorchAdam(state, 8);
      x = in.get(25).transpose(0, 3, 1, 2).duplicate();
      y = in.get(26);
    }

    private static NDArray layer(NDArray x, NDArray kernel, NDArray bias) {
      return relu(KernelTwins.convolve(x, kernel, bias))
          .getNDArrayInternal()
          .maxPool(POOL, POOL, new Shape(0, 0), false);
    }

    private NDArray loss(List<NDArray> p) {
      NDArray features = layer(layer(x, p.get(0), p.get(1)), p.get(2), p.get(3));
      NDArray flat = features.reshape(x.getShape().get(0), 7 * 7 * 64);
      return crossEntropy(logits(p.subList(4, 8), flat), y);
    }

    @Override
    public List<NDArray> run() {
      adam.update(Tape.valueAndGradients(parameters, this::loss).subList(1, 9));
      return parameters;
    }

    @Override
    public List<NDArray> layout(List<NDArray> outputs) {
      List<NDArray> out = new ArrayList<>(outputs);
      out.set(0, outputs.get(0).transpose(2, 3, 1, 0));
      out.set(2, outputs.get(2).transpose(2, 3, 1, 0));
      out.set(4, outputs.get(4).reshape(64, 7, 7, 128).transpose(1, 2, 0, 3));
      return out;
    }
  }
}
