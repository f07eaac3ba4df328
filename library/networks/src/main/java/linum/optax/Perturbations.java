package linum.optax;

import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.random.Random;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Functions without useful derivatives, made differentiable by noise.
///
/// Source: Berthet and others, "Learning with Differentiable Perturbed Optimizers", 2020.
///
/// In JAX: `optax.perturbations`.
public final class Perturbations {
  private Perturbations() {}

  /// The mean of a function over noise around its argument; its derivative is estimated from the
  /// same noise.
  public static <P, R> Perturbed<P, R> makePerturbedFun(Function<P, R> fun) {
    return new Perturbed<>(fun, 1000, 0.1, Noise.GUMBEL, true);
  }

  /// Noise with a density.
  public enum Noise {
    NORMAL {
      @Override
      public Array sample(Array key, Dims shape, DType dtype) {
        return Random.normal(key, shape, dtype);
      }

      @Override
      public Array logProb(Array x) {
        return x.square().mul(-0.5);
      }
    },
    GUMBEL {
      @Override
      public Array sample(Array key, Dims shape, DType dtype) {
        return new PrngKey(key).gumbel(shape.toArray()).astype(dtype);
      }

      @Override
      public Array logProb(Array x) {
        return x.neg().sub(x.neg().exp());
      }
    };

    public abstract Array sample(Array key, Dims shape, DType dtype);

    /// The logarithm of the density, up to a constant.
    public abstract Array logProb(Array x);
  }

  /// A function of a key and an argument, see [#makePerturbedFun].
  ///
  /// @param numSamples how many samples the mean is of
  /// @param sigma the size of the noise
  /// @param useBaseline whether the value without noise is subtracted in the derivative, which
  ///   makes its variance smaller
  public record Perturbed<P, R>(
      Function<P, R> fun, int numSamples, double sigma, Noise noise, boolean useBaseline)
      implements BiFunction<PrngKey, P, R> {

    public Perturbed<P, R> numSamples(int newNumSamples) {
      return new Perturbed<>(fun, newNumSamples, sigma, noise, useBaseline);
    }

    public Perturbed<P, R> sigma(double newSigma) {
      return new Perturbed<>(fun, numSamples, newSigma, noise, useBaseline);
    }

    public Perturbed<P, R> noise(Noise newNoise) {
      return new Perturbed<>(fun, numSamples, sigma, newNoise, useBaseline);
    }

    public Perturbed<P, R> useBaseline(boolean use) {
      return new Perturbed<>(fun, numSamples, sigma, noise, use);
    }

    @Override
    public R apply(PrngKey key, P x) {
      @Nullable R baseline = useBaseline ? fun.apply(Linum.stopGradient(x)) : null;
      R samples =
          Linum.vmap((Function<PrngKey, R>) k -> sample(k, x, baseline))
              .apply(key.split(numSamples));
      return Tree.map(s -> s.mean(0), samples);
    }

    // The factor is one, with the derivative of the log density: the score function.
    private R sample(PrngKey key, P x, @Nullable R baseline) {
      P drawn = OptaxTree.randomLike(key, x, noise::sample);
      P moved = Linum.stopGradient(Tree.map((a, z) -> a.add(z.mul(sigma)), x, drawn));
      P back = Tree.map((a, b) -> b.sub(a).div(sigma), x, moved);
      Array logProb = OptaxTree.sum(Tree.map(noise::logProb, back));
      Array one = logProb.sub(Linum.stopGradient(logProb)).exp();
      R out = OptaxTree.scale(one, fun.apply(moved));
      return baseline == null ? out : OptaxTree.addScale(out, Jnp.subtract(1, one), baseline);
    }
  }
}
