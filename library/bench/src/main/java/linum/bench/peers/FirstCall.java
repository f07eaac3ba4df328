package linum.bench.peers;

import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;

/// A process that compiles and calls one function, and prints the seconds from its first statement
/// to the result.
public final class FirstCall {
  private FirstCall() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Array x = Jnp.arange(1000).astype(linum.ir.DType.FLOAT32);
    Array y = Linum.jit((Array v) -> v.add(2).pow(2).add(3).mean()).apply(x).blockUntilReady();
    double value = y.item();
    System.out.println((System.nanoTime() - start) / 1e9 + " " + value);
  }
}
