package linum.bench.steps;

import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.optax.Optax;

/// The models: those of the notebooks, and one of many layers.
final class Models {
  private static final int DEEP = 100;

  private Models() {}

  static List<Model> all() {
    return List.of(xor(), mlp(), new Cnn(), new Transformer(), deep());
  }

  private static Array crossEntropy(Array logits, Array labels) {
    return Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels).mean();
  }

  private static Model xor() {
    return new Perceptron(
        "XOR classifier",
        List.of(2, 8, 1),
        Jnp::tanh,
        (out, y) -> Optax.sigmoidBinaryCrossEntropy(out.squeeze(-1), y).mean(),
        Optax.sgd(0.1),
        new Batch(Numbers.inputs(64, 2), Numbers.integers(2, 64).astype(DType.FLOAT32)));
  }

  private static Model mlp() {
    return new Perceptron(
        "MLP",
        List.of(64, 64, 10),
        Nn::relu,
        Models::crossEntropy,
        Optax.adam(1e-3),
        new Batch(Numbers.inputs(32, 64), Numbers.integers(10, 32)));
  }

  /// Each of its steps is short, but has much to take apart: 200 parameters, and twice as many
  /// moments.
  private static Model deep() {
    return new Perceptron(
        "MLP of " + DEEP + " layers",
        Collections.nCopies(DEEP + 1, 8),
        Jnp::tanh,
        Models::crossEntropy,
        Optax.adam(1e-3),
        new Batch(Numbers.inputs(4, 8), Numbers.integers(8, 4)));
  }
}
