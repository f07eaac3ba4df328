package linum.layers;

import linum.core.Array;
import linum.core.Ops;
import linum.core.Over;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// What a normalization divides out: the mean and the variance over some axes, which are gone.
public record Moments(Array mean, Array var) {

  /// How the moments are taken.
  ///
  /// @param dtype the least precise type to compute with; null for that of the input
  /// @param shared an axis of `vmap` over which they are averaged; null for none
  /// @param useMean whether the mean is taken; if not it is 0 and the variance the mean square
  /// @param useFastVariance whether the variance is `E[x²] - E[x]²`, which reads the input once but
  ///   loses digits where the mean is far from 0
  /// @param forceFloat32Reductions whether narrower types are computed in `float32`
  public record Options(
      @Nullable DType dtype,
      @Nullable SharedMean shared,
      boolean useMean,
      boolean useFastVariance,
      boolean forceFloat32Reductions) {

    /// What layers take if nothing else is said.
    public static final Options DEFAULT = new Options(null, null, true, true, true);
  }

  /// The moments over some axes.
  ///
  /// @param axes none means that each element is its own mean
  /// @param mask which elements take part, broadcast against the input; null for all
  public static Moments of(Array x, Dims axes, @Nullable Array mask, Options options) {
    DType asked = options.dtype() == null ? x.dtype() : options.dtype();
    boolean wide = options.forceFloat32Reductions();
    Array in = Ops.convert(x, wide ? Jnp.promoteTypes(asked, DType.FLOAT32) : asked);
    Array where = mask == null ? null : Ops.convert(mask, DType.BOOL);
    Over over = new Over(Axes.canonical(in.ndim(), axes), false, null, where, null, 0);
    if (!options.useMean()) {
      Array square = shared(in.square().mean(over), options);
      return new Moments(Jnp.zerosLike(square), square);
    }
    if (options.useFastVariance()) {
      return fast(in, over, options);
    }
    Array mean = shared(in.mean(over), options);
    Array centred = in.sub(Axes.expanded(mean, in.ndim(), axes));
    return new Moments(mean, shared(centred.square().mean(over), options));
  }

  private static Moments fast(Array x, Over over, Options options) {
    Array mean = x.mean(over);
    Array square = x.square().mean(over);
    if (options.shared() != null) {
      // Both in one message.
      Array both = options.shared().of(Jnp.stack(mean, square));
      mean = both.get(0);
      square = both.get(1);
    }
    // Rounding can make the difference negative.
    return new Moments(mean, Jnp.maximum(0.0, square.sub(mean.square())));
  }

  private static Array shared(Array x, Options options) {
    return options.shared() == null ? x : options.shared().of(x);
  }
}
