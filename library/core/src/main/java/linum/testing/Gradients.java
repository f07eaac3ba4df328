package linum.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.Flat;
import linum.tree.Tree;

/// Checks of derivatives against differences of values.
///
/// Forward mode is compared with a central difference in one random direction `t`; reverse mode
/// with forward mode, by `⟨ct, J t⟩ = ⟨Jᵀ ct, t⟩` for a random `ct`. Higher orders check the
/// derivatives of these derivatives.
///
/// ```java
/// Gradients.check(x -> sin(x).mul(x), array(0.5, 1.5), 2);
/// Gradients.ofOrder(1).reverse().check((Params p) -> loss(p), params);
/// ```
///
/// In JAX: `jax.test_util.check_grads`.
///
/// @param order how often to differentiate
/// @param modes which modes to check
/// @param tolerance relative and absolute; 0 for what fits the type: 1e-6 for `float64`, 2e-2 for
///   `float32`, 1e-1 for narrower ones
public record Gradients(int order, Set<Mode> modes, double tolerance) {

  /// A mode of differentiation.
  public enum Mode {
    FORWARD,
    REVERSE
  }

  public Gradients {
    Set<Mode> inOrder = EnumSet.noneOf(Mode.class);
    inOrder.addAll(modes);
    modes = Collections.unmodifiableSet(inOrder);
    if (order < 1 || modes.isEmpty()) {
      throw new IllegalArgumentException(
          "derivatives of order %d in the modes %s cannot be checked\nStart from Gradients.ofOrder(1)."
              .formatted(order, modes));
    }
  }

  /// Checks both modes up to the given order.
  public static Gradients ofOrder(int order) {
    return new Gradients(order, EnumSet.allOf(Mode.class), 0);
  }

  /// Checks the derivatives of a function of one array, in both modes.
  public static void check(UnaryOperator<Array> f, Array x, int order) {
    ofOrder(order).check(f, x);
  }

  /// Checks the derivatives of a function of a tree, in both modes.
  public static <A, R> void check(Function<A, R> f, A x, int order) {
    ofOrder(order).check(f, x);
  }

  /// Forward mode only.
  public Gradients forward() {
    return new Gradients(order, EnumSet.of(Mode.FORWARD), tolerance);
  }

  /// Reverse mode only.
  public Gradients reverse() {
    return new Gradients(order, EnumSet.of(Mode.REVERSE), tolerance);
  }

  public Gradients withTolerance(double newTolerance) {
    return new Gradients(order, modes, newTolerance);
  }

  /// Checks the derivatives at `x`.
  public void check(UnaryOperator<Array> f, Array x) {
    check((Function<Array, Array>) f, x);
  }

  /// Checks the derivatives at `x`, a tree, in all of its floating arrays.
  ///
  /// @throws AssertionError saying which derivative is wrong where
  /// @throws IllegalArgumentException if nothing is floating
  public <A, R> void check(Function<A, R> f, A x) {
    Flat flat = Tree.flatten(x);
    List<Array> leaves = flat.leaves();
    List<Array> floating = leaves.stream().filter(Gradients::isFloating).toList();
    if (floating.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no derivative to check: no array of the argument is floating\nConvert one: x.astype(DType.FLOAT32)");
    }
    check(in -> floating(Tree.leaves(f.apply(flat.unflatten(spread(leaves, in))))), floating, "");
  }

  /// Checks the derivatives of a function of two trees.
  public <A, B, R> void check(BiFunction<A, B, R> f, A a, B b) {
    record Arguments(Flat first, Flat second) {}
    Arguments args = new Arguments(Tree.flatten(a), Tree.flatten(b));
    int n = args.first().leaves().size();
    List<Array> leaves = new ArrayList<>(args.first().leaves());
    leaves.addAll(args.second().leaves());
    check(
        (List<Array> in) ->
            f.apply(
                args.first().<A>unflatten(in.subList(0, n)),
                args.second().<B>unflatten(in.subList(n, in.size()))),
        leaves);
  }

  private static boolean isFloating(Array a) {
    return a.dtype().isFloating();
  }

  private static List<Array> floating(List<Array> arrays) {
    return arrays.stream().filter(Gradients::isFloating).toList();
  }

  // All leaves, with the floating ones replaced in order.
  private static List<Array> spread(List<Array> leaves, List<Array> floating) {
    List<Array> out = new ArrayList<>();
    int next = 0;
    for (Array a : leaves) {
      out.add(isFloating(a) ? floating.get(next++) : a);
    }
    return out;
  }

  private void check(Function<List<Array>, List<Array>> f, List<Array> x, String path) {
    Random random = new Random(path.length() + 1L);
    List<Array> direction = x.stream().map(a -> Directions.like(a, random)).toList();
    Directions.Pushed pushed = Directions.differences(f, x, direction, step(x));
    List<Array> expected = pushed.tangents();
    if (modes.contains(Mode.FORWARD)) {
      Directions.Pushed actual = Directions.jvp(f, x, direction);
      String where = path + "forward mode";
      close(where + ", values", pushed.values(), actual.values());
      close(where + " against differences", expected, actual.tangents());
      expected = actual.tangents();
      deeper(in -> Directions.jvp(f, in, direction).tangents(), x, where);
    }
    if (modes.contains(Mode.REVERSE)) {
      List<Array> cotangents =
          pushed.values().stream().map(a -> Directions.like(a, random)).toList();
      Directions.Pulled pulled = Directions.vjp(f, x, cotangents);
      String where = path + "reverse mode";
      close(where + ", values", pushed.values(), pulled.values());
      transposed(where, cotangents, expected, pulled.cotangents(), direction);
      deeper(in -> Directions.vjp(f, in, cotangents).cotangents(), x, where);
    }
  }

  private void deeper(Function<List<Array>, List<Array>> derivative, List<Array> x, String where) {
    if (order > 1) {
      new Gradients(order - 1, modes, tolerance).check(derivative, x, where + " of which ");
    }
  }

  private void close(String where, List<Array> expected, List<Array> actual) {
    for (int i = 0; i < expected.size(); i++) {
      double t = tolerance(expected.get(i).dtype());
      try {
        ArrayAssertions.assertClose(expected.get(i), actual.get(i), t, t);
      } catch (AssertionError e) {
        throw new AssertionError("%s, result %d: %s".formatted(where, i, e.getMessage()), e);
      }
    }
  }

  private void transposed(
      String where, List<Array> ct, List<Array> jt, List<Array> jct, List<Array> t) {
    double forward = Directions.inner(ct, jt);
    double reverse = Directions.inner(jct, t);
    double allowed = t.stream().mapToDouble(a -> tolerance(a.dtype())).max().orElse(0);
    if (!(Math.abs(forward - reverse) <= allowed * (1 + Math.abs(forward)))) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s is not the transpose: ⟨ct, J t⟩ = %.9g, but ⟨Jᵀ ct, t⟩ = %.9g",
              where,
              forward,
              reverse));
    }
  }

  private double tolerance(DType dtype) {
    return tolerance > 0
        ? tolerance
        : switch (dtype.byteSize()) {
          case 8 -> 1e-6;
          case 4 -> 2e-2;
          default -> 1e-1;
        };
  }

  private static double step(List<Array> x) {
    return x.stream()
        .mapToDouble(a ->
            switch (a.dtype().byteSize()) {
              case 8 -> 1e-5;
              case 4 -> 1e-2;
              default -> 1e-1;
            })
        .max()
        .orElse(1e-2);
  }
}
