package linum.llvm.kernel;

import java.util.List;

/// The depth of a product, cut into chunks whose share of the operands fits into a cache: some
/// outer axes, an axis that is cut, and the axes inside it.
///
/// @param length how many steps of the cut axis a chunk has; the last chunk may have fewer
record Depth(List<Axis> outer, Axis cut, List<Axis> inner, long length) {

  /// @param most how many steps a chunk has at most
  static Depth of(List<Axis> axes, long most) {
    if (axes.isEmpty()) {
      return new Depth(List.of(), new Axis(1, 0, 0, 0), List.of(), 1);
    }
    int at = axes.size() - 1;
    long inside = 1;
    while (at > 0 && inside * axes.get(at).count() <= most) {
      inside *= axes.get(at--).count();
    }
    Axis cut = axes.get(at);
    long longest = Math.max(1, most / inside);
    long pieces = ceil(cut.count(), longest);
    long length = ceil(cut.count(), pieces);
    if (inside == 1 && pieces > 1) {
      length = ceil(length, 8) * 8;
    }
    return new Depth(axes.subList(0, at), cut, axes.subList(at + 1, axes.size()), length);
  }

  static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }

  long insideSteps() {
    return Product.steps(inner);
  }

  /// How many steps the longest chunk has.
  long steps() {
    return length * insideSteps();
  }

  long chunksOfCut() {
    return ceil(cut.count(), length);
  }

  long chunks() {
    return Product.steps(outer) * chunksOfCut();
  }
}
