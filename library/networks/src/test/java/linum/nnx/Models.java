package linum.nnx;

import static linum.nn.Nn.relu;

import linum.core.Array;
import linum.numpy.Jnp;

/// Small models that several tests use.
final class Models {
  private Models() {}

  /// Two layers, as in Flax's guide to model surgery.
  static class TwoLayerMLP extends Nnx.Module {
    final Nnx.Linear linear1;
    final Nnx.Linear linear2;

    TwoLayerMLP(int dim, Nnx.Rngs rngs) {
      linear1 = new Nnx.Linear(dim, dim, rngs);
      linear2 = new Nnx.Linear(dim, dim, rngs);
    }

    Array call(Array x) {
      return linear2.call(relu(linear1.call(x)));
    }
  }

  /// A layer that counts its calls.
  static class Counting extends Nnx.Module implements Nnx.Layer {
    final Nnx.Linear linear;
    final Nnx.BatchStat calls = new Nnx.BatchStat(Jnp.zeros());

    Counting(int dim, Nnx.Rngs rngs) {
      linear = new Nnx.Linear(dim, dim, rngs);
    }

    @Override
    public Array call(Array x) {
      calls.update(n -> n.add(1));
      return Jnp.tanh(linear.call(x));
    }
  }

  /// A module with nothing but one parameter.
  static class Box extends Nnx.Module {
    final Nnx.Param w;

    Box(Array w) {
      this.w = new Nnx.Param(w);
    }
  }
}
