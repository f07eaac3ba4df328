package linum.optax;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Arithmetic of trees, and looking into the states of optimizers.
///
/// In JAX: `optax.tree`. What is for complex numbers only (`conj`, `real`) is not there, as arrays
/// are real.
public final class OptaxTree {
  private OptaxTree() {}

  // arithmetic

  public static <P> P add(P x, Object y) {
    return Tree.map(Array::add, x, y);
  }

  public static <P> P sub(P x, Object y) {
    return Tree.map(Array::sub, x, y);
  }

  public static <P> P mul(P x, Object y) {
    return Tree.map(Array::mul, x, y);
  }

  public static <P> P div(P x, Object y) {
    return Tree.map(Array::div, x, y);
  }

  public static <P> P scale(double factor, P tree) {
    return Tree.map(x -> x.mul(factor), tree);
  }

  /// Every array times a scalar array.
  public static <P> P scale(Array factor, P tree) {
    return Tree.map(factor::mul, tree);
  }

  /// `x + factor · y`.
  public static <P> P addScale(P x, double factor, Object y) {
    return Tree.map((a, b) -> a.add(b.mul(factor)), x, y);
  }

  /// `x + factor · y` with a scalar array.
  public static <P> P addScale(P x, Array factor, Object y) {
    return Tree.map((a, b) -> a.add(factor.mul(b)), x, y);
  }

  public static <P> P clip(P tree, @Nullable Number min, @Nullable Number max) {
    return Tree.map(x -> Jnp.clip(x, min, max), tree);
  }

  /// `x` where the condition holds, else `y`.
  ///
  /// @param condition a `bool` scalar, or of a shape that fits every array
  public static <P> P where(Array condition, P x, Object y) {
    return Tree.map((a, b) -> Jnp.where(condition, a, b), x, y);
  }

  // of a whole tree

  /// The sum of all products of elements.
  public static Array vdot(Object x, Object y) {
    return sum(Tree.map((a, b) -> a.mul(b), x, y));
  }

  /// The sum of all elements; 0 if there are none.
  public static Array sum(Object tree) {
    return Tree.leaves(tree).stream().map(x -> x.sum()).reduce(Array::add).orElseGet(Jnp::zeros);
  }

  /// The largest element; `-inf` if there are none.
  public static Array max(Object tree) {
    return Tree.leaves(tree).stream()
        .filter(x -> x.size() > 0)
        .map(x -> x.max())
        .reduce(Array::maximum)
        .orElseGet(() -> Jnp.array(Float.NEGATIVE_INFINITY));
  }

  /// The smallest element; `inf` if there are none.
  public static Array min(Object tree) {
    return Tree.leaves(tree).stream()
        .filter(x -> x.size() > 0)
        .map(x -> x.min())
        .reduce(Array::minimum)
        .orElseGet(() -> Jnp.array(Float.POSITIVE_INFINITY));
  }

  /// How many elements there are.
  public static long size(Object tree) {
    return Tree.leaves(tree).stream().mapToLong(Array::size).sum();
  }

  /// The Euclidean norm of all elements together.
  ///
  /// In JAX: `optax.tree.norm`, `optax.global_norm`.
  public static Array norm(Object tree) {
    return squaredNorm(tree).sqrt();
  }

  /// The sum of the squares of all elements.
  ///
  /// In JAX: `optax.tree.norm(tree, squared=True)`.
  public static Array squaredNorm(Object tree) {
    return sum(Tree.map(Array::square, tree));
  }

  /// The 1-norm, 2-norm or maximum norm of all elements together.
  ///
  /// @param ord 1, 2 or infinity
  /// @throws IllegalArgumentException for other orders
  public static Array norm(Object tree, double ord) {
    if (ord == 2) {
      return norm(tree);
    }
    if (ord == 1) {
      return sum(Tree.map(Array::abs, tree));
    }
    if (ord == Double.POSITIVE_INFINITY) {
      return max(Tree.map(Array::abs, tree));
    }
    throw new IllegalArgumentException(
        "norm of a tree: the order is 1, 2 or infinity, but %s was given".formatted(ord));
  }

  /// Whether all elements are close, a `bool` scalar.
  public static Array allclose(Object x, Object y, double rtol, double atol) {
    return Tree.leaves(Tree.map((a, b) -> Jnp.allclose(a, b, rtol, atol, false), x, y)).stream()
        .reduce(Array::and)
        .orElseGet(() -> Jnp.array(true));
  }

  // filled trees and types

  public static <P> P zerosLike(P tree) {
    return zerosLike(tree, null);
  }

  /// Zeros of the given type; null for the types of the arrays.
  public static <P> P zerosLike(P tree, @Nullable DType dtype) {
    return fullLike(tree, 0, dtype);
  }

  public static <P> P onesLike(P tree) {
    return fullLike(tree, 1, null);
  }

  /// The value everywhere.
  public static <P> P fullLike(P tree, double value, @Nullable DType dtype) {
    return Tree.map(x -> Jnp.fullLike(x, value, dtype == null ? x.dtype() : dtype), tree);
  }

  /// Every array repeated along new leading axes.
  public static <P> P batchShape(P tree, int... shape) {
    return Tree.map(x -> x.broadcastTo(Dims.of(shape).concat(x.shape())), tree);
  }

  /// In the given type; the tree itself if that is null.
  public static <P> P cast(P tree, @Nullable DType dtype) {
    return dtype == null ? tree : Tree.map(x -> x.astype(dtype), tree);
  }

  /// Every array in the type of the one in the same place of another tree.
  public static <P> P castLike(P tree, Object other) {
    return Tree.map((x, y) -> x.astype(y.dtype()), tree, other);
  }

  /// The type of all arrays; `float32` if there are none.
  ///
  /// @throws IllegalArgumentException if they are not of one type
  public static DType dtype(Object tree) {
    return TreeTypes.common(tree);
  }

  /// The type of the lowest precision among those of the arrays.
  public static DType lowestDtype(Object tree) {
    return TreeTypes.lowest(tree);
  }

  /// The type of the highest precision among those of the arrays.
  public static DType highestDtype(Object tree) {
    return TreeTypes.highest(tree);
  }

  // moments

  /// `(1 - decay) · updates ^ order + decay · moments`.
  ///
  /// In JAX: `update_moment` and, which is the same for real numbers,
  /// `update_moment_per_elem_norm`.
  public static <P> P updateMoment(Object updates, P moments, double decay, int order) {
    return updateMoment(updates, moments, Scalar.of(decay), order);
  }

  /// With a decay that may be an array.
  ///
  /// @throws IllegalArgumentException naming the first place where the trees differ
  public static <P> P updateMoment(Object updates, P moments, Scalar decay, int order) {
    return Moments.update(updates, moments, decay, order);
  }

  /// `max(|updates| + eps, decay · moments)`.
  public static <P> P updateInfinityMoment(Object updates, P moments, Scalar decay, Scalar eps) {
    return Moments.updateInfinity(updates, moments, decay, eps);
  }

  /// `moments / (1 - decay ^ count)`, which makes up for moments that started at zero.
  public static <P> P biasCorrection(P moments, double decay, Array count) {
    return biasCorrection(moments, Scalar.of(decay), count);
  }

  /// With a decay that may be an array.
  public static <P> P biasCorrection(P moments, Scalar decay, Array count) {
    return Moments.biasCorrection(moments, decay, count);
  }

  // random trees

  /// What draws an array, such as `Random::normal`.
  @FunctionalInterface
  public interface Sampler {
    Array draw(Array key, Dims shape, DType dtype);
  }

  /// A key for every array.
  public static <P> P splitKeyLike(PrngKey key, P tree) {
    return RandomTrees.keys(key, tree);
  }

  /// Random arrays of the same shapes and types.
  public static <P> P randomLike(PrngKey key, P tree, Sampler sampler) {
    return RandomTrees.draw(key, tree, sampler, null);
  }

  /// Random arrays of the same shapes and a given type.
  public static <P> P randomLike(PrngKey key, P tree, Sampler sampler, DType dtype) {
    return RandomTrees.draw(key, tree, sampler, dtype);
  }

  /// The tree with the words of its random keys in place of the keys.
  public static <P> P unwrapRandomKeyData(P tree) {
    return RandomTrees.unwrap(tree);
  }

  // states

  /// The value of a component of a record, or of a key of a map, anywhere in a state; null if there
  /// is none.
  ///
  /// ```java
  /// Array count = OptaxTree.get(state, "count");
  /// ```
  ///
  /// The caller knows `T`, which is not checked.
  ///
  /// @throws IllegalArgumentException if there are several
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> @Nullable T get(Object tree, String key) {
    return (T) StateSearch.only(tree, key);
  }

  /// The record of a class anywhere in a state; null if there is none.
  ///
  /// @throws IllegalArgumentException if there are several
  public static <T extends Record> @Nullable T get(Object tree, Class<T> type) {
    return StateSearch.only(tree, type);
  }

  /// A value and the way to it.
  public record Found(KeyPath path, @Nullable Object value) {}

  /// All values of a name, each with the way to it.
  public static List<Found> getAllWithPath(Object tree, String key) {
    return StateSearch.all(tree, key);
  }

  /// The tree with another value wherever a component or a key has this name.
  ///
  /// ```java
  /// state = OptaxTree.set(state, "learningRate", Jnp.array(1e-4));
  /// ```
  ///
  /// @throws IllegalArgumentException if there is nothing of this name
  public static <T> T set(T tree, String key, Object value) {
    return StateSearch.set(tree, key, value);
  }

  /// The state with `f` applied to those of its arrays that belong to parameters.
  public static <S> S mapParams(
      GradientTransformation transformation, UnaryOperator<Array> f, S state) {
    return mapParams(transformation, f, state, UnaryOperator.identity());
  }

  /// With another function for the arrays that do not, such as counts.
  public static <S> S mapParams(
      GradientTransformation transformation,
      UnaryOperator<Array> f,
      S state,
      UnaryOperator<Array> transformNonParams) {
    return StateSearch.mapParams(transformation, f, state, transformNonParams);
  }
}
