package linum.layers;

import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.ir.Dims;
import linum.ir.Windowed;
import linum.numpy.Jnp;

/// Pooling: the average, the largest or the smallest element of each window.
///
/// In JAX: `flax.linen.avg_pool` and its family, and the same of `flax.nnx`. The window's options
/// are withers: `avgPool(x, window(2, 2).strides(2, 2).padding("SAME"))`.
public final class Pools {
  private Pools() {}

  /// A window that moves by 1, without padding.
  public static Pool window(int... sizes) {
    return new Pool(Dims.of(sizes), null, Padding.Mode.VALID, true);
  }

  /// The elements of each window combined by a function.
  ///
  /// @param x `[batch…, spatial…, features]`
  /// @param init what to start from, and what is outside of the input
  /// @param f of two scalars, associative
  public static Array pool(Array x, Number init, BinaryOperator<Array> f, Pool window) {
    return window.reduce(x, init, f);
  }

  /// The mean of each window.
  ///
  /// @param x `[batch…, spatial…, features]`
  public static Array avgPool(Array x, Pool window) {
    Array sums = window.reduce(x, Windowed.Kind.SUM);
    if (window.countIncludePad()) {
      return sums.div(window.window().size());
    }
    Dims batch = Dims.repeat(1, x.ndim() - window.window().rank() - 1);
    Dims spatial = x.shape().slice(batch.rank(), x.ndim() - 1);
    Array ones = Jnp.ones(batch.concat(spatial).concat(Dims.of(1)));
    return sums.div(window.reduce(ones, Windowed.Kind.SUM));
  }

  /// The largest element of each window.
  ///
  /// @param x `[batch…, spatial…, features]`
  public static Array maxPool(Array x, Pool window) {
    return window.reduce(x, Windowed.Kind.MAX);
  }

  /// The smallest element of each window.
  ///
  /// @param x `[batch…, spatial…, features]`
  public static Array minPool(Array x, Pool window) {
    return window.reduce(x, Windowed.Kind.MIN);
  }
}
