package linum.llvm.kernel;

import java.util.List;
import linum.llvm.kernel.PaddedInput.Side;

/// How a convolution goes along one axis: through a padded input whose gaps are either filled with
/// zeros or left out.
///
/// @param gap how far elements are apart in the padded input; 1 if the gaps are left out
/// @param phases the places of the result
record SpatialAxis(int gap, List<Phase> phases) {

  /// @param dense whether gaps of the input are left out
  static SpatialAxis of(Phase.Geometry g, boolean dense) {
    if (dense) {
      return new SpatialAxis(1, Phase.of(g));
    }
    Phase.Geometry filled =
        new Phase.Geometry(g.stride(), g.low(), 1, g.tapDilation(), g.places(), g.taps());
    return new SpatialAxis(g.dilation(), Phase.of(filled));
  }

  /// Those phases that meet the input at all.
  private List<Phase> meeting() {
    return phases.stream().filter(p -> p.taps() > 0).toList();
  }

  /// Whether no tap meets the input at some places.
  boolean hasEmpty() {
    return meeting().size() < phases.size();
  }

  /// The first element that is read.
  private int first() {
    return meeting().stream().mapToInt(Phase::start).min().orElse(0);
  }

  /// Where a phase starts in the padded input.
  int offset(Phase p) {
    return p.start() - first();
  }

  /// What becomes of the input's axis, which has `count` elements.
  Side side(int count) {
    int end = meeting().stream().mapToInt(Phase::end).max().orElse(0);
    boolean inside = first() == 0 && gap == 1 && end < count;
    return new Side(count, -first(), gap, inside ? count : end - first() + 1);
  }
}
