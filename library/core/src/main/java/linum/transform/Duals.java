package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Outputs and their tangents; a tangent is null where it is known to be zero.
record Duals(List<Array> primals, List<@Nullable Array> tangents) {

  static Duals of(Array primal, @Nullable Array tangent) {
    return new Duals(List.of(primal), Collections.singletonList(tangent));
  }

  /// Outputs that do not depend on what is differentiated.
  static Duals constant(List<Array> primals) {
    return new Duals(primals, zeros(primals.size()));
  }

  static List<@Nullable Array> zeros(int n) {
    return new ArrayList<>(Collections.<@Nullable Array>nCopies(n, null));
  }

  /// The sum of two tangents or cotangents.
  static @Nullable Array sum(@Nullable Array a, @Nullable Array b) {
    return a == null ? b : b == null ? a : Ops.addAny(a, b);
  }

  /// A tangent of `primal`, with zeros where it is known to be zero.
  static Array full(@Nullable Array tangent, Array primal) {
    return tangent == null ? Ops.zeros(primal.aval().strong()) : tangent;
  }

  /// All tangents, with zeros where they are known to be zero.
  static List<Array> full(List<@Nullable Array> tangents, List<Array> primals) {
    List<Array> all = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      all.add(full(tangents.get(i), primals.get(i)));
    }
    return all;
  }

  /// Those that are not null.
  static List<Array> present(List<@Nullable Array> arrays) {
    List<Array> out = new ArrayList<>(arrays.size());
    for (Array a : arrays) {
      if (a != null) {
        out.add(a);
      }
    }
    return out;
  }

  /// The tangent of an operand spread over the shape that the operand was stretched to.
  static Array spread(Array tangent, Dims shape) {
    if (tangent.ndim() == 0 || tangent.shape().equals(shape)) {
      return Ops.broadcast(tangent, shape);
    }
    Dims same =
        Dims.of(IntStream.range(0, shape.rank()).filter(i -> tangent.shape(i) == shape.get(i)));
    return Ops.broadcastInDim(Ops.reshape(tangent, tangent.shape().at(same)), shape, same);
  }
}
