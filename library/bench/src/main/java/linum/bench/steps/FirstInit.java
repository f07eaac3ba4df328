package linum.bench.steps;

import linum.core.Array;
import linum.linen.Dense;
import linum.linen.Layer;
import linum.linen.Variables;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Tree;

/// A process that makes the variables of a model of 100 layers, and prints the seconds that the
/// processor works from its first statement until all of them are there.
public final class FirstInit {
  static final int LAYERS = 100;

  private FirstInit() {}

  private record Deep() implements Layer {
    @Override
    public Array call(Array x) {
      Array h = x;
      for (int i = 0; i < LAYERS; i++) {
        h = Jnp.tanh(new Dense(64).apply(h));
      }
      return h;
    }
  }

  public static void main(String[] arguments) {
    double start = new Processor().seconds();
    Variables variables = new Deep().init(PrngKey.key(0), Jnp.ones(1, 64));
    Tree.leaves(variables).forEach(Array::blockUntilReady);
    System.out.println(new Processor().seconds() - start);
  }
}
