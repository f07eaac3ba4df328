package linum.bench.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.linen.Dense;
import linum.linen.Layer;
import linum.nnx.Nnx;
import linum.optax.GradientTransformation;

/// Dense layers with a function between each two.
///
/// @param sizes of the input and of the output of each layer
/// @param loss of the outputs and what they should be
record Perceptron(
    String name,
    List<Integer> sizes,
    UnaryOperator<Array> activation,
    BinaryOperator<Array> loss,
    GradientTransformation tx,
    Batch batch)
    implements Model {

  private record Affine(Array kernel, Array bias) {
    Array apply(Array x) {
      return x.matmul(kernel).add(bias);
    }
  }

  private record Linen(List<Integer> features, UnaryOperator<Array> activation) implements Layer {
    @Override
    public Array call(Array x) {
      Array h = new Dense(features.getFirst()).apply(x);
      for (int n : features.subList(1, features.size())) {
        h = new Dense(n).apply(activation.apply(h));
      }
      return h;
    }
  }

  private static final class Net extends Nnx.Module {
    private final List<Nnx.Linear> layers;
    private final UnaryOperator<Array> activation;

    Net(List<Integer> sizes, UnaryOperator<Array> activation) {
      Nnx.Rngs rngs = new Nnx.Rngs(0);
      List<Nnx.Linear> all = new ArrayList<>();
      for (int i = 1; i < sizes.size(); i++) {
        all.add(new Nnx.Linear(sizes.get(i - 1), sizes.get(i), rngs));
      }
      this.layers = List.copyOf(all);
      this.activation = activation;
    }

    Array call(Array x) {
      Array h = layers.getFirst().call(x);
      for (Nnx.Linear layer : layers.subList(1, layers.size())) {
        h = layer.call(activation.apply(h));
      }
      return h;
    }
  }

  @Override
  public Way byHand() {
    List<Affine> params = new ArrayList<>();
    for (int i = 1; i < sizes.size(); i++) {
      int out = sizes.get(i);
      params.add(new Affine(Numbers.normal(sizes.get(i - 1), out), Numbers.normal(out)));
    }
    return Ways.byHand(
        List.copyOf(params), tx, (p, b) -> loss.apply(outputs(p, b.x()), b.y()), batch);
  }

  private Array outputs(List<Affine> layers, Array x) {
    Array h = layers.getFirst().apply(x);
    for (Affine layer : layers.subList(1, layers.size())) {
      h = layer.apply(activation.apply(h));
    }
    return h;
  }

  @Override
  public Way trainState() {
    Layer model = new Linen(sizes.subList(1, sizes.size()), activation);
    return Ways.trainState(model, tx, loss, batch);
  }

  @Override
  public Way optimizer() {
    return Ways.optimizer(new Net(sizes, activation), tx, Net::call, loss, batch);
  }
}
