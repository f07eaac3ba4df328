package linum.bench.peers;

import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.nn.Nn;

/// Steps of training networks of dense and convolutional layers.
final class Networks {
  private static final double RATE = 0.1;

  private Networks() {}

  static void register(Registry all) {
    all.add("mlp step", name -> mlp(name, 128));
    for (int batch : new int[] {1, 8, 32, 512}) {
      all.add("mlp step, batch " + batch, name -> mlp(name, batch).goal(Goal.NONE));
    }
    all.add("cnn step", Networks::cnn);
    all.add("vmap of per-example gradient", Networks::perExample);
  }

  private static Array logits(List<Array> p, Array x) {
    Array hidden = Nn.relu(x.matmul(p.get(0)).add(p.get(1)));
    return hidden.matmul(p.get(2)).add(p.get(3));
  }

  private static Array crossEntropy(Array logits, Array oneHot) {
    return Nn.logSoftmax(logits).mul(oneHot).sum(-1).mean().neg();
  }

  private static List<Array> dense(int in, int hidden, int out) {
    return List.of(
        Inputs.normal(1 / Math.sqrt(in), in, hidden),
        Inputs.full(0, hidden),
        Inputs.normal(1 / Math.sqrt(hidden), hidden, out),
        Inputs.full(0, out));
  }

  /// 784-512-10, one step of gradient descent.
  static Workload mlp(String name, int batch) {
    return Workload.training(
            name,
            Goal.of(0.85, 0.7),
            dense(784, 512, 10),
            List.of(Inputs.normal(1, batch, 784), Inputs.oneHot(batch, 10)),
            Networks::mlpStep)
        .flops(2.0 * batch * (784 * 512 * 2 + 512 * 10 * 3));
  }

  static List<Array> mlpStep(List<Array> parameters, List<Array> data) {
    ValueAndGrad<List<Array>> at =
        Linum.valueAndGrad(parameters, p -> crossEntropy(logits(p, data.get(0)), data.get(1)));
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      out.add(parameters.get(i).sub(at.grad().get(i).mul(RATE)));
    }
    out.add(at.value());
    return out;
  }

  private static Array convolve(Array x, Array kernel, Array bias) {
    Convolution same =
        Convolution.strides(1, 1).padding("SAME").dimensionNumbers("NHWC", "HWIO", "NHWC");
    Array y = Nn.relu(Lax.convGeneralDilated(x, kernel, same).add(bias));
    int[] pool = {1, 2, 2, 1};
    return Lax.reduceWindowMax(y, pool, pool, "VALID");
  }

  private static Array cnnLogits(List<Array> p, Array x) {
    Array features = convolve(convolve(x, p.get(0), p.get(1)), p.get(2), p.get(3));
    return logits(p.subList(4, 8), features.reshape(x.shape(0), 7 * 7 * 64));
  }

  /// Two convolutions with pools and two dense layers, one step of Adam on 128 pictures.
  private static Workload cnn(String name) {
    int batch = 128;
    List<Array> parameters =
        new ArrayList<>(
            List.of(
                Inputs.normal(0.3, 3, 3, 1, 32),
                Inputs.full(0, 32),
                Inputs.normal(0.06, 3, 3, 32, 64),
                Inputs.full(0, 64)));
    parameters.addAll(dense(7 * 7 * 64, 128, 10));
    double first = 28 * 28 * 9 * 32;
    double second = 14 * 14 * 9 * 32 * 64;
    double denseLayers = 7 * 7 * 64 * 128 + 128 * 10;
    return Workload.training(
            name,
            Goal.of(1, 0.9),
            Adam.state(parameters),
            List.of(Inputs.normal(1, batch, 28, 28, 1), Inputs.oneHot(batch, 10)),
            Networks::cnnStep)
        .flops(2.0 * batch * (2 * first + 3 * second + 3 * denseLayers))
        // Adam's first step divides a gradient by its own size, so one that is zero but for
        // rounding
        // moves its parameter by the whole rate, either way.
        .tolerance(5e-3);
  }

  private static List<Array> cnnStep(List<Array> state, List<Array> data) {
    ValueAndGrad<List<Array>> at =
        Linum.valueAndGrad(
            Adam.parameters(state), p -> crossEntropy(cnnLogits(p, data.get(0)), data.get(1)));
    List<Array> out = new ArrayList<>(Adam.update(state, at.grad()));
    out.add(at.value());
    return out;
  }

  /// Of a perceptron 128-256-10, one gradient for each of 256 examples.
  private static Workload perExample(String name) {
    int batch = 256;
    List<Array> parameters = dense(128, 256, 10);
    List<Array> data = List.of(Inputs.normal(1, batch, 128), Inputs.oneHot(batch, 10));
    return Workload.of(
            name,
            Goal.xla(0.9),
            Workload.join(parameters, data),
            (_, d) -> perExampleGradients(d.subList(0, 4), d.get(4), d.get(5)))
        .flops(2.0 * batch * (128 * 256 * 2 + 256 * 10 * 3))
        .bytes(4.0 * batch * (128 * 256 + 256 + 256 * 10 + 10));
  }

  private static List<Array> perExampleGradients(List<Array> parameters, Array x, Array y) {
    return Linum.vmap((Array one, Array label) ->
            List.copyOf(
                Linum.grad(parameters, (List<Array> p) -> crossEntropy(logits(p, one), label))))
        .apply(x, y);
  }
}
