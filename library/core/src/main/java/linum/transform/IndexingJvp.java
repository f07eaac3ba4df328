package linum.transform;

import static linum.core.Ops.convert;
import static linum.core.Ops.div;
import static linum.core.Ops.eq;
import static linum.core.Ops.mul;
import static linum.core.Ops.zeros;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Indexing;
import org.jspecify.annotations.Nullable;

/// Derivatives of indexed reads and writes.
final class IndexingJvp {
  private IndexingJvp() {}

  static Duals rule(Indexing p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Indexing.DynamicSlice _, Indexing.Gather _ -> linear(p, x, dx, 1);
      case Indexing.DynamicUpdateSlice _ -> linear(p, x, dx, 2);
      case Indexing.Scatter s ->
          switch (s.update()) {
            case SET, ADD, SUB -> scatterLinear(s, x, dx);
            case MUL -> scatterMul(s, x, dx);
            case MIN, MAX -> scatterExtreme(s, x, dx);
          };
    };
  }

  // Linear in the first `arrays` operands together; the others are indices.
  private static Duals linear(Indexing p, List<Array> x, List<@Nullable Array> dx, int arrays) {
    Array y = Trace.bindAll(p, x).getFirst();
    if (dx.subList(0, arrays).stream().allMatch(d -> d == null)) {
      return Duals.of(y, null);
    }
    List<Array> in = new ArrayList<>(Duals.full(dx.subList(0, arrays), x.subList(0, arrays)));
    in.addAll(x.subList(arrays, x.size()));
    return Duals.of(y, Trace.bindAll(p, in).getFirst());
  }

  private static Duals scatterLinear(Indexing.Scatter s, List<Array> x, List<@Nullable Array> dx) {
    Array y = Trace.bindAll(s, x).getFirst();
    Array operand = Duals.full(dx.get(0), x.get(0));
    Array updates = Duals.full(dx.get(2), x.get(2));
    return Duals.of(y, Trace.bind(s, operand, x.get(1), updates));
  }

  // y = x · ∏ u, so dy = dx · ∏ u + x du where every element is written once.
  private static Duals scatterMul(Indexing.Scatter s, List<Array> in, List<@Nullable Array> d) {
    Array y = Trace.bindAll(s, in).getFirst();
    Array dx = d.get(0);
    Array du = d.get(2);
    Array tangent = dx == null ? null : Trace.bind(s, dx, in.get(1), in.get(2));
    if (du != null) {
      if (!s.uniqueIndices()) {
        throw new UnsupportedOperationException(
            "scatter-mul: the derivative in the updates is known only if no element is written twice."
                + "\nSay so with uniqueIndices(true), or use stopGradient on the updates.");
      }
      Array old =
          Trace.bind(
              ScatterTranspose.reader(s, in.get(0).shape(), in.get(2).shape()),
              in.get(0),
              in.get(1));
      Array added =
          Trace.bind(
              ScatterTranspose.withUpdate(s, Indexing.Update.ADD),
              zeros(in.get(0).aval().strong()),
              in.get(1),
              mul(old, du));
      tangent = Duals.sum(tangent, added);
    }
    return Duals.of(y, tangent);
  }

  // The mean of the tangents of all that attain the extreme: the operand's element and the updates.
  private static Duals scatterExtreme(Indexing.Scatter s, List<Array> in, List<@Nullable Array> d) {
    Array y = Trace.bindAll(s, in).getFirst();
    Array x = in.get(0);
    Array indices = in.get(1);
    Array updates = in.get(2);
    Indexing.Scatter sum = ScatterTranspose.withUpdate(s, Indexing.Update.ADD);
    Array attained = Trace.bind(ScatterTranspose.reader(s, x.shape(), updates.shape()), y, indices);
    Array stays = convert(eq(x, y), y.dtype());
    Array hits = convert(eq(updates, attained), y.dtype());
    Array count = Trace.bind(sum, stays, indices, hits);
    Array kept = mul(Duals.full(d.get(0), x), stays);
    Array written = mul(Duals.full(d.get(2), updates), hits);
    return Duals.of(y, div(Trace.bind(sum, kept, indices, written), count));
  }
}
