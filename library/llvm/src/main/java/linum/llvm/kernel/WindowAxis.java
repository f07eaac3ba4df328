package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Dims;
import linum.ir.Window;

/// An axis along which a window slides.
///
/// @param in how many elements the array has
/// @param out how many places the window has
/// @param taps how many elements the window covers
/// @param stride from one place to the next
/// @param low how many places lie before the first element
/// @param dilation how far the elements of the array are apart
/// @param tapDilation how far the taps are apart
/// @param inStep how far neighbouring elements are apart in memory
/// @param outStep how far neighbouring results are
record WindowAxis(
    long in,
    long out,
    long taps,
    long stride,
    long low,
    long dilation,
    long tapDilation,
    long inStep,
    long outStep) {

  /// @param x the shape of the array
  /// @param out how many places there are along each axis
  static List<WindowAxis> of(Window w, Dims x, Dims out) {
    List<WindowAxis> axes = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      axes.add(
          new WindowAxis(
              x.get(i),
              out.get(i),
              w.dimensions().get(i),
              w.strides().get(i),
              w.paddingLow().get(i),
              w.baseDilation().get(i),
              w.windowDilation().get(i),
              x.strides()[i],
              out.strides()[i]));
    }
    return axes;
  }

  /// Whether the window sees one element at each place, and each element once.
  boolean isPlain() {
    return taps == 1 && stride == 1 && low == 0 && dilation == 1 && in == out;
  }

  /// Whether every tap meets an element at every place.
  boolean isInside() {
    return low <= 0 && dilation == 1 && (out - 1) * stride - low + (taps - 1) * tapDilation < in;
  }
}
