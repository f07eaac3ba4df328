package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.COMPLEX;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.List;
import java.util.stream.IntStream;

/// The typing rules of indexing.
final class IndexTyping {
  private IndexTyping() {}

  /// Checks the start operands, which follow `leading` arrays; returns the first operand.
  static Aval dynamicStarts(Primitive p, List<Aval> in, int leading) {
    Aval x = in.getFirst();
    List<Aval> starts = in.subList(Math.min(leading, in.size()), in.size());
    if (starts.size() != x.rank()
        || !starts.stream().allMatch(s -> s.isScalar() && s.dtype().isInteger())) {
      throw new IllegalArgumentException(
          "%s: %s needs one integer scalar an axis as start, got %s"
              .formatted(p.label(), x, Typing.list(starts)));
    }
    return x;
  }

  static void block(Primitive p, Aval x, Dims sizes) {
    boolean fits = sizes.rank() == x.rank();
    for (int i = 0; fits && i < x.rank(); i++) {
      fits = sizes.get(i) >= 0 && sizes.get(i) <= x.shape().get(i);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: a block of shape %s does not fit into %s".formatted(p.label(), sizes, x));
    }
  }

  static Aval gather(Indexing.Gather g, Aval x, Aval indices) {
    GatherDimensionNumbers n = g.dimensionNumbers();
    indexVectors(g, indices, n.startIndexMap());
    block(g, x, g.sliceSizes());
    Dims hidden = n.collapsedSliceDims().concat(n.operandBatchingDims());
    Typing.axes(g, hidden, x);
    Typing.axes(g, n.startIndexMap().concat(n.operandBatchingDims()), x);
    batching(g, n.operandBatchingDims(), x, n.startIndicesBatchingDims(), indices);
    Dims window = g.sliceSizes().without(hidden);
    Dims batch = indices.shape().slice(0, indices.rank() - 1);
    if (window.rank() != n.offsetDims().rank()
        || !n.offsetDims().stream().allMatch(d -> d >= 0 && d < window.rank() + batch.rank())
        || n.offsetDims().stream().distinct().count() != window.rank()
        || hidden.stream().anyMatch(d -> g.sliceSizes().get(d) > 1)) {
      throw new IllegalArgumentException(
          "gather: slice sizes %s of %s do not fit %s".formatted(g.sliceSizes(), x, n));
    }
    return new Aval(x.dtype(), interleave(window, n.offsetDims(), batch), x.weak());
  }

  /// The shape with `window` at the positions `at` and `batch` at all others, in order.
  static Dims interleave(Dims window, Dims at, Dims batch) {
    int[] out = new int[window.rank() + batch.rank()];
    int w = 0;
    int b = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = at.contains(i) ? window.get(w++) : batch.get(b++);
    }
    return Dims.of(out);
  }

  static Aval scatter(Indexing.Scatter s, Aval x, Aval indices, Aval updates) {
    ScatterDimensionNumbers n = s.dimensionNumbers();
    indexVectors(s, indices, n.scatterDimsToOperandDims());
    Typing.sameDtype(s, List.of(x, updates));
    joinable(s, x);
    Dims hidden = n.insertedWindowDims().concat(n.operandBatchingDims());
    Typing.axes(s, hidden, x);
    Typing.axes(s, n.scatterDimsToOperandDims().concat(n.operandBatchingDims()), x);
    Typing.axes(s, n.updateWindowDims(), updates);
    batching(s, n.operandBatchingDims(), x, n.scatterIndicesBatchingDims(), indices);
    Dims windowAxes = Dims.range(x.rank()).without(hidden.sorted());
    Dims batch = indices.shape().slice(0, indices.rank() - 1);
    boolean fits =
        windowAxes.rank() == n.updateWindowDims().rank()
            && updates.rank() == windowAxes.rank() + batch.rank();
    if (fits) {
      Dims scatterAxes = Dims.range(updates.rank()).without(n.updateWindowDims());
      fits =
          updates.shape().at(scatterAxes).equals(batch)
              && IntStream.range(0, windowAxes.rank())
                  .allMatch(i ->
                      updates.shape().get(n.updateWindowDims().get(i))
                          <= x.shape().get(windowAxes.get(i)));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: updates %s at indices %s do not fit %s with %s"
              .formatted(s.label(), updates, indices, x, n));
    }
    return x;
  }

  private static void joinable(Indexing.Scatter s, Aval x) {
    switch (s.update()) {
      case SET -> {}
      case ADD, SUB, MUL -> Typing.require(s, x, SIGNED, UNSIGNED, FLOATING, COMPLEX);
      case MIN, MAX -> Typing.require(s, x, BOOL, SIGNED, UNSIGNED, FLOATING);
    }
  }

  private static void batching(Primitive p, Dims of, Aval x, Dims ofIndices, Aval indices) {
    Typing.axes(p, ofIndices, indices);
    if (of.rank() != ofIndices.rank() || !x.shape().at(of).equals(indices.shape().at(ofIndices))) {
      throw new IllegalArgumentException(
          "%s: batching axes %s of %s and %s of indices %s differ in size"
              .formatted(p.label(), of, x, ofIndices, indices));
    }
  }

  private static void indexVectors(Primitive p, Aval indices, Dims map) {
    if (!indices.dtype().isInteger()
        || indices.rank() == 0
        || indices.shape().get(-1) != map.rank()) {
      throw new IllegalArgumentException(
          "%s: indices must be integers whose last axis has size %d, got %s"
              .formatted(p.label(), map.rank(), indices));
    }
  }
}
