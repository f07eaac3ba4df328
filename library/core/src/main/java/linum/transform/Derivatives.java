package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Differentiation of functions of trees.
public final class Derivatives {
  private Derivatives() {}

  /// A value and something beside it that is not differentiated: what a function returns for
  /// transformations with `hasAux`.
  public interface Auxiliary {
    @Nullable Object value();

    @Nullable Object aux();
  }

  /// A value of any kind and something beside it.
  public record Both(@Nullable Object value, @Nullable Object aux) implements Auxiliary {}

  /// A function's value and its gradient.
  ///
  /// @param aux what the function returned besides its value; null if nothing
  /// @param grad a tree like what `argnums` chose
  public record Gradients(Array value, @Nullable Object aux, @Nullable Object grad) {}

  /// The value of `f` and its gradient in the arguments that `argnums` chooses.
  public static Gradients gradients(
      String operation, Body f, @Nullable Object[] args, Body argnums, boolean hasAux) {
    Selection in = Selection.of(operation, args, argnums);
    in.requireFloating();
    Returned out = new Returned(hasAux);
    Reverse r =
        Reverse.linearize(
            leaves -> {
              Object result = f.call(in.arguments(leaves));
              scalar(operation, hasAux && result instanceof Auxiliary a ? a.value() : result);
              return out.leaves(result);
            },
            in.leaves(),
            Mask.all(in.leaves().size()));
    Array value = r.outputs().getFirst();
    List<@Nullable Array> one = Duals.zeros(1);
    one.set(0, Ops.scalar(1.0, value));
    return new Gradients(
        value, out.aux(r.outputs()), in.rebuilt(in.full(r, r.backward(out.cotangents(one)))));
  }

  private static void scalar(String operation, @Nullable Object result) {
    if (!(result instanceof Array y)) {
      throw new IllegalArgumentException(
          "%s is defined for functions that return a scalar, but this one returned the tree %s."
                  .formatted(operation, Tree.structure(result))
              + "\nReturn the loss alone, or take valueAndGradAux for what comes beside it.");
    }
    if (y.ndim() != 0) {
      throw new IllegalArgumentException(
          "%s is defined for functions that return a scalar, but this one returned %s."
                  .formatted(operation, y.aval())
              + "\nReduce it with sum() or mean(), or use jacrev or jacfwd for the derivative of a"
              + " vector.");
    }
    if (!y.dtype().isInexact()) {
      throw new IllegalArgumentException(
          "%s is defined for functions that return a floating-point number, but this one returned %s."
                  .formatted(operation, y.aval())
              + "\nConvert it with astype(FLOAT32) before anything that needs a derivative.");
    }
  }

  /// The value of a function and how cotangents of it are pulled back.
  ///
  /// @param aux what the function returned besides its value; null if nothing
  /// @param pullback takes a tree like the value, gives one cotangent an argument
  public record Pullback(
      @Nullable Object value,
      @Nullable Object aux,
      Function<@Nullable Object, List<@Nullable Object>> pullback) {}

  /// Reverse mode at a point. The function runs once, the pullback as often as it is wanted.
  public static Pullback vjp(Body f, boolean hasAux, @Nullable Object... args) {
    Selection in = Selection.all("vjp", args);
    Returned out = new Returned(hasAux);
    Reverse r = Reverse.linearize(flat(f, in, out), in.leaves(), Mask.all(in.leaves().size()));
    return new Pullback(
        out.value(r.outputs()),
        out.aux(r.outputs()),
        ct ->
            in.rebuiltAll(
                in.full(
                    r,
                    r.backward(
                        out.cotangents(
                            cotangents(
                                "vjp",
                                out.structure(),
                                ControlBody.avals(out.ofValue(r.outputs())),
                                ct))))));
  }

  /// The leaves of a cotangent of the value, null where it has none.
  ///
  /// @throws IllegalArgumentException if it is no tree like the value
  static List<@Nullable Array> cotangents(
      String operation, Structure out, List<Aval> outputs, @Nullable Object ct) {
    Flat given = Tree.flatten(ct);
    if (!given.structure().equals(out)) {
      throw new IllegalArgumentException(
          "%s: the cotangent has the structure %s, but the function returned %s."
                  .formatted(operation, given.structure(), out)
              + "\nGive the pullback a tree like the function's value.");
    }
    List<@Nullable Array> cts = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Aval wanted = outputs.get(i).tangent();
      Array a = given.leaves().get(i);
      if (!a.aval().matches(wanted)) {
        throw new IllegalArgumentException(
            "%s: the cotangent%s is %s, but the function returned %s, whose cotangents are %s."
                    .formatted(operation, at(out, i), a.aval(), outputs.get(i), wanted)
                + "\nConvert it with astype, or broadcast it to the shape of the value.");
      }
      cts.add(a.dtype() == DType.FLOAT0 ? null : a);
    }
    return cts;
  }

  private static String at(Structure s, int leaf) {
    String path = s.paths().get(leaf).toString();
    return path.isEmpty() ? "" : " at " + path;
  }

  /// A function's value and the tangent of it.
  public record Pushed(@Nullable Object value, @Nullable Object tangent) {}

  /// The same, and what the function returned besides its value; null if nothing.
  public record PushedAux(@Nullable Object value, @Nullable Object tangent, @Nullable Object aux) {}

  /// Forward mode: the value at `primals` and its derivative in the direction of `tangents`.
  public static PushedAux jvp(
      Body f, boolean hasAux, @Nullable Object[] primals, @Nullable Object[] tangents) {
    Selection in = Selection.all("jvp", primals);
    Returned out = new Returned(hasAux);
    Duals y = Jvp.jvp(leaves -> flat(f, in, out).apply(leaves), in.leaves(), in.tangents(tangents));
    return new PushedAux(
        out.value(y.primals()),
        Tree.unflatten(out.structure(), out.ofValue(tangents(y))),
        out.aux(y.primals()));
  }

  private static List<Array> tangents(Duals y) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < y.primals().size(); i++) {
      out.add(tangent(y.tangents().get(i), y.primals().get(i)));
    }
    return out;
  }

  /// Zeros of the type that tangents of `primal` have.
  public static Array zero(Array primal) {
    return tangent(null, primal);
  }

  /// The tangent, or zeros of the type that tangents of `primal` have.
  static Array tangent(@Nullable Array tangent, Array primal) {
    return primal.dtype().isInexact()
        ? Duals.full(tangent, primal)
        : ConcreteArray.of(primal.aval().tangent(), 0L);
  }

  /// A function's value and its derivative there, a linear function of tangents.
  ///
  /// @param aux what the function returned besides its value; null if nothing
  public record Linearized(
      @Nullable Object value,
      @Nullable Object aux,
      Function<@Nullable Object[], @Nullable Object> derivative) {}

  /// Forward mode at a point. The function runs once, the derivative as often as it is wanted.
  public static Linearized linearize(Body f, boolean hasAux, @Nullable Object... args) {
    Selection in = Selection.all("linearize", args);
    Returned out = new Returned(hasAux);
    Reverse r = Reverse.linearize(flat(f, in, out), in.leaves(), Mask.all(in.leaves().size()));
    return new Linearized(
        out.value(r.outputs()),
        out.aux(r.outputs()),
        tangents -> {
          List<Array> dx = Duals.present(in.tangents(tangents));
          Duals y = new Duals(r.outputs(), r.forward(dx));
          return Tree.unflatten(out.structure(), out.ofValue(tangents(y)));
        });
  }

  static Function<List<Array>, List<Array>> flat(Body f, Selection in, Returned out) {
    return leaves -> out.leaves(f.call(in.arguments(leaves)));
  }
}
