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

  /// A function's value and its gradients.
  ///
  /// @param aux what the function returned besides its value; null if nothing
  /// @param grads one for each argument that was asked for
  public record Gradients(Array value, @Nullable Object aux, List<@Nullable Object> grads) {}

  /// A value and something beside it that is not differentiated: what a function returns for
  /// [#gradients] with `aux`.
  public interface Auxiliary {
    Array value();

    @Nullable Object aux();
  }

  /// The value of `f` and its gradients in the given arguments.
  public static Gradients gradients(
      String operation, Body f, @Nullable Object[] args, int[] argnums, boolean hasAux) {
    Selection in = Selection.of(operation, args, argnums);
    in.requireFloating();
    @Nullable Object[] aux = new @Nullable Object[1];
    Structure[] auxStructure = new Structure[1];
    Reverse r =
        Reverse.linearize(
            leaves -> {
              Object result = f.call(in.arguments(leaves));
              List<Array> out = new ArrayList<>();
              if (hasAux && result instanceof Auxiliary a) {
                Flat flat = Tree.flatten(a.aux());
                auxStructure[0] = flat.structure();
                out.add(scalar(operation, a.value()));
                out.addAll(flat.leaves());
              } else {
                out.add(scalar(operation, result));
              }
              return out;
            },
            in.leaves(),
            Mask.all(in.leaves().size()));
    Array value = r.outputs().getFirst();
    if (auxStructure[0] != null) {
      aux[0] = Tree.unflatten(auxStructure[0], r.outputs().subList(1, r.outputs().size()));
    }
    List<@Nullable Array> cts = Duals.zeros(r.outputs().size());
    cts.set(0, Ops.scalar(1.0, value));
    return new Gradients(value, aux[0], in.rebuilt(in.full(r, r.backward(cts))));
  }

  private static Array scalar(String operation, @Nullable Object result) {
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
    return y;
  }

  /// The value of a function and how cotangents of it are pulled back.
  ///
  /// @param pullback takes a tree like the value, gives one cotangent an argument
  public record Pullback(
      @Nullable Object value, Function<@Nullable Object, List<@Nullable Object>> pullback) {}

  /// Reverse mode at a point. The function runs once, the pullback as often as it is wanted.
  public static Pullback vjp(Body f, @Nullable Object... args) {
    Selection in = Selection.all("vjp", args);
    Structure[] out = new Structure[1];
    Reverse r = Reverse.linearize(flat(f, in, out), in.leaves(), Mask.all(in.leaves().size()));
    return new Pullback(
        Tree.unflatten(out[0], r.outputs()),
        ct -> {
          Flat given = Tree.flatten(ct);
          checkCotangents(out[0], r.outputs(), given);
          List<@Nullable Array> cts = new ArrayList<>();
          for (Array a : given.leaves()) {
            cts.add(a.dtype() == DType.FLOAT0 ? null : a);
          }
          return in.rebuilt(in.full(r, r.backward(cts)));
        });
  }

  private static void checkCotangents(Structure out, List<Array> outputs, Flat ct) {
    if (!ct.structure().equals(out)) {
      throw new IllegalArgumentException(
          "vjp: the cotangent has the structure %s, but the function returned %s."
                  .formatted(ct.structure(), out)
              + "\nGive the pullback a tree like the function's value.");
    }
    for (int i = 0; i < outputs.size(); i++) {
      Aval wanted = outputs.get(i).aval().tangent();
      Aval given = ct.leaves().get(i).aval();
      if (!given.matches(wanted)) {
        throw new IllegalArgumentException(
            "vjp: the cotangent%s is %s, but the function returned %s, whose cotangents are %s."
                    .formatted(at(out, i), given, outputs.get(i).aval(), wanted)
                + "\nConvert it with astype, or broadcast it to the shape of the value.");
      }
    }
  }

  private static String at(Structure s, int leaf) {
    String path = s.paths().get(leaf).toString();
    return path.isEmpty() ? "" : " at " + path;
  }

  /// A function's value and the tangent of it.
  public record Pushed(@Nullable Object value, @Nullable Object tangent) {}

  /// Forward mode: the value at `primals` and its derivative in the direction of `tangents`.
  public static Pushed jvp(Body f, @Nullable Object[] primals, @Nullable Object[] tangents) {
    Selection in = Selection.all("jvp", primals);
    Structure[] out = new Structure[1];
    Duals y = Jvp.jvp(leaves -> flat(f, in, out).apply(leaves), in.leaves(), in.tangents(tangents));
    return new Pushed(Tree.unflatten(out[0], y.primals()), Tree.unflatten(out[0], tangents(y)));
  }

  private static List<Array> tangents(Duals y) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < y.primals().size(); i++) {
      out.add(tangent(y.tangents().get(i), y.primals().get(i)));
    }
    return out;
  }

  /// The tangent, or zeros of the type that tangents of `primal` have.
  static Array tangent(@Nullable Array tangent, Array primal) {
    return primal.dtype().isInexact()
        ? Duals.full(tangent, primal)
        : ConcreteArray.of(primal.aval().tangent(), 0L);
  }

  /// A function's value and its derivative there, a linear function of tangents.
  public record Linearized(
      @Nullable Object value, Function<@Nullable Object[], @Nullable Object> derivative) {}

  /// Forward mode at a point. The function runs once, the derivative as often as it is wanted.
  public static Linearized linearize(Body f, @Nullable Object... args) {
    Selection in = Selection.all("linearize", args);
    Structure[] out = new Structure[1];
    Reverse r = Reverse.linearize(flat(f, in, out), in.leaves(), Mask.all(in.leaves().size()));
    return new Linearized(
        Tree.unflatten(out[0], r.outputs()),
        tangents -> {
          List<Array> dx = Duals.present(in.tangents(tangents));
          return Tree.unflatten(out[0], tangents(new Duals(r.outputs(), r.forward(dx))));
        });
  }

  private static Function<List<Array>, List<Array>> flat(Body f, Selection in, Structure[] out) {
    return leaves -> {
      Flat result = Tree.flatten(f.call(in.arguments(leaves)));
      out[0] = result.structure();
      return result.leaves();
    };
  }
}
