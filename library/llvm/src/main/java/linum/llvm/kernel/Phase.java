package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;

/// The places of a convolution's result along one axis that meet elements of a dilated input at the
/// same taps.
///
/// Between the elements of a dilated input there are only gaps. Which taps of a window do not fall
/// into gaps repeats along the result; so the places can be sorted into phases, each of which is a
/// convolution of the input without gaps with some of the taps. For a stride of 2 that is a quarter
/// of the products in two dimensions.
///
/// @param first the first place of the result
/// @param count how many places there are
/// @param step how far they are apart
/// @param tap the first tap
/// @param taps how many taps there are; may be 0
/// @param tapStep how far they are apart
/// @param start the element of the input that the first tap meets at the first place; may be
///   outside
/// @param move how many elements the input moves on at the next place
/// @param tapMove how many elements it moves on at the next tap
record Phase(
    int first,
    int count,
    int step,
    int tap,
    int taps,
    int tapStep,
    int start,
    int move,
    int tapMove) {

  /// An axis along which a convolution goes.
  ///
  /// @param low the padding before the first element
  /// @param dilation how far the elements of the input are apart
  /// @param tapDilation how far the taps are apart
  /// @param places how many the result has
  record Geometry(int stride, int low, int dilation, int tapDilation, int places, int taps) {}

  /// All phases of an axis that have places.
  static List<Phase> of(Geometry g) {
    int step = g.dilation / divisor(g.stride, g.dilation);
    int tapStep = g.dilation / divisor(g.tapDilation, g.dilation);
    List<Phase> phases = new ArrayList<>();
    for (int first = 0; first < Math.min(step, g.places); first++) {
      int from = first * g.stride - g.low;
      int tap = 0;
      while (tap < tapStep && Math.floorMod(from + tap * g.tapDilation, g.dilation) != 0) {
        tap++;
      }
      int taps = tap == tapStep ? 0 : Math.max(0, Math.ceilDiv(g.taps - tap, tapStep));
      phases.add(
          new Phase(
              first,
              Math.ceilDiv(g.places - first, step),
              step,
              tap,
              taps,
              tapStep,
              Math.floorDiv(from + tap * g.tapDilation, g.dilation),
              step * g.stride / g.dilation,
              tapStep * g.tapDilation / g.dilation));
    }
    return phases;
  }

  /// The element that the last tap meets at the last place.
  int end() {
    return start + (count - 1) * move + (taps - 1) * tapMove;
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
