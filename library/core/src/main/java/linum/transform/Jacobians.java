package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Derivatives of arrays by arrays: all directions at once, with `vmap`.
public final class Jacobians {
  private Jacobians() {}

  /// The derivatives of a function's value.
  ///
  /// @param rows for each array of the value a tree like what `argnums` chose, whose leaves have
  ///   the axes of that array, then their own
  /// @param value the structure of the value
  /// @param aux what the function returned besides its value; null if nothing
  public record Matrix(List<@Nullable Object> rows, Structure value, @Nullable Object aux) {}

  /// By reverse mode: one pullback an element of the value.
  public static Matrix reverse(Body f, Body argnums, boolean hasAux, @Nullable Object... args) {
    Selection in = Selection.of("jacrev", args, argnums);
    in.requireFloating();
    Returned out = new Returned(hasAux);
    Reverse r =
        Reverse.linearize(
            leaves -> {
              List<Array> y = out.leaves(f.call(in.arguments(leaves)));
              requireFloating("jacrev", out, y);
              return y;
            },
            in.leaves(),
            Mask.all(in.leaves().size()));
    List<Array> values = out.ofValue(r.outputs());
    List<@Nullable Object> rows = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      int row = k;
      Array y = values.get(k);
      Body pull =
          ct -> {
            List<@Nullable Array> cts = Duals.zeros(values.size());
            cts.set(row, (Array) ct[0]);
            return in.full(r, r.backward(out.cotangents(cts)));
          };
      List<Array> pulled = Tree.leaves(Vmap.call(pull, VmapOptions.DEFAULT, basis(y.aval())));
      List<Array> shaped = new ArrayList<>();
      for (int i = 0; i < pulled.size(); i++) {
        shaped.add(Ops.reshape(pulled.get(i), y.shape().concat(in.leaves().get(i).shape())));
      }
      rows.add(in.rebuilt(shaped));
    }
    return new Matrix(rows, out.structure(), out.aux(r.outputs()));
  }

  /// By forward mode: one push an element of the arguments.
  public static Matrix forward(Body f, Body argnums, boolean hasAux, @Nullable Object... args) {
    Selection in = Selection.of("jacfwd", args, argnums);
    in.requireFloating();
    Returned out = new Returned(hasAux);
    List<List<Array>> columns = new ArrayList<>();
    List<Array> besides = List.of();
    for (int k = 0; k < in.leaves().size(); k++) {
      Column column = column(f, in, out, k);
      columns.add(column.derivatives());
      besides = column.aux();
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = 0; i < out.structure().leafCount(); i++) {
      int row = i;
      rows.add(in.rebuilt(columns.stream().map(c -> c.get(row)).toList()));
    }
    return new Matrix(rows, out.structure(), out.besides(besides));
  }

  private record Column(List<Array> derivatives, List<Array> aux) {}

  // The derivatives of all arrays of the value by one of the arguments'.
  private static Column column(Body f, Selection in, Returned out, int leaf) {
    Array x = in.leaves().get(leaf);
    Function<Array, Column> push =
        dx -> {
          List<@Nullable Array> tangents = Duals.zeros(in.leaves().size());
          tangents.set(leaf, dx);
          Duals y =
              Jvp.jvp(
                  leaves -> {
                    List<Array> all = out.leaves(f.call(in.arguments(leaves)));
                    requireFloating("jacfwd", out, all);
                    return all;
                  },
                  in.leaves(),
                  tangents);
          return new Column(
              Duals.full(out.ofValue(y.tangents()), out.ofValue(y.primals())),
              out.ofAux(y.primals()));
        };
    Map<String, Integer> outAxes = Map.of("derivatives", -1, "aux", Vmap.NONE);
    Column pushed = Vmap.vmap(push, basis(x.aval()), VmapOptions.DEFAULT.outAxes(outAxes));
    List<Array> shaped = new ArrayList<>();
    for (Array d : pushed.derivatives()) {
      Dims value = d.shape().slice(0, d.ndim() - 1);
      shaped.add(Ops.reshape(d, value.concat(x.shape())));
    }
    return new Column(shaped, pushed.aux());
  }

  private static void requireFloating(String operation, Returned out, List<Array> leaves) {
    for (Array y : out.ofValue(leaves)) {
      if (!y.dtype().isInexact()) {
        throw new IllegalArgumentException(
            "%s is defined for functions that return floating-point arrays, but this one returned %s."
                    .formatted(operation, y.aval())
                + "\nConvert it with astype(FLOAT32), or return it beside the value: jacrevAux,"
                + " jacfwdAux.");
      }
    }
  }

  /// Which leaf of a tree of the structure `value` a function of it returns.
  ///
  /// @throws IllegalArgumentException if it returns anything else
  public static int position(String operation, Structure value, Body leaf) {
    List<Array> any = Collections.nCopies(value.leafCount(), new ShapeDtypeStruct(DType.FLOAT32));
    List<Integer> picked =
        Selection.of(operation, new Object[] {Tree.unflatten(value, any)}, leaf).picked();
    if (picked.size() != 1) {
      throw new IllegalArgumentException(
          "%s: one array must be picked, but %d were.\nReturn one of the arrays of %s."
              .formatted(operation, picked.size(), value));
    }
    return picked.getFirst();
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
