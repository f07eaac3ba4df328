package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Derivatives of arrays by arrays: all directions at once, with `vmap`.
public final class Jacobians {
  private Jacobians() {}

  /// The derivative of an array in argument `argnum`, by reverse mode: one pullback an element of
  /// the value. A tree like the argument, whose leaves have the axes of the value, then their own.
  public static @Nullable Object reverse(Body f, int argnum, @Nullable Object... args) {
    Selection in = Selection.of("jacrev", args, new int[] {argnum});
    in.requireFloating();
    Reverse r =
        Reverse.linearize(
            leaves -> List.of(value("jacrev", f.call(in.arguments(leaves)))),
            in.leaves(),
            Mask.all(in.leaves().size()));
    Array y = r.outputs().getFirst();
    Body pull =
        ct -> {
          List<@Nullable Array> cts = Duals.zeros(1);
          cts.set(0, (Array) ct[0]);
          return in.full(r, r.backward(cts));
        };
    List<Array> rows = Tree.leaves(Vmap.call(pull, VmapOptions.DEFAULT, basis(y.aval())));
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      out.add(Ops.reshape(rows.get(i), y.shape().concat(in.leaves().get(i).shape())));
    }
    return in.rebuilt(out).getFirst();
  }

  /// The same by forward mode: one push an element of the argument.
  public static @Nullable Object forward(Body f, int argnum, @Nullable Object... args) {
    Selection in = Selection.of("jacfwd", args, new int[] {argnum});
    in.requireFloating();
    List<Array> out = new ArrayList<>();
    for (int k = 0; k < in.leaves().size(); k++) {
      int leaf = k;
      Array x = in.leaves().get(k);
      Body push =
          dx -> {
            List<@Nullable Array> tangents = Duals.zeros(in.leaves().size());
            tangents.set(leaf, (Array) dx[0]);
            Duals y =
                Jvp.jvp(
                    leaves -> List.of(value("jacfwd", f.call(in.arguments(leaves)))),
                    in.leaves(),
                    tangents);
            return Duals.full(y.tangents().getFirst(), y.primals().getFirst());
          };
      Array columns =
          Tree.leaves(Vmap.call(push, VmapOptions.DEFAULT.outAxes(-1), basis(x.aval()))).getFirst();
      Dims value = columns.shape().slice(0, columns.ndim() - 1);
      out.add(Ops.reshape(columns, value.concat(x.shape())));
    }
    return in.rebuilt(out).getFirst();
  }

  private static Array value(String operation, @Nullable Object result) {
    if (result instanceof Array y && y.dtype().isInexact()) {
      return y;
    }
    throw new IllegalArgumentException(
        "%s is defined for functions that return a floating-point array, but this one returned %s."
                .formatted(operation, result instanceof Array y ? y.aval() : Tree.structure(result))
            + "\nTake vjp or jvp for functions that return trees.");
  }

  // All arrays of a type with one 1 and else 0, stacked.
  private static Array basis(Aval type) {
    int n = Math.toIntExact(type.size());
    Dims square = Dims.of(n, n);
    Array eye =
        Ops.convert(
            Ops.eq(Ops.iota(DType.INT32, square, 0), Ops.iota(DType.INT32, square, 1)),
            type.dtype());
    return Ops.reshape(eye, type.shape().insert(0, n));
  }
}
