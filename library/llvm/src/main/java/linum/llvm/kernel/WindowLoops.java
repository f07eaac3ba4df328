package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// The loops of a window that slides over an array: images at the outside, which no window leaves;
/// then places; then channels side by side, which go into lanes; then the taps of the window.
///
/// @param images how many parts of the array are apart from each other
/// @param slides the axes between images and channels
/// @param channels how many elements lie side by side that windows see together
record WindowLoops(long images, List<WindowAxis> slides, long channels) {
  private static final int STRAIGHT = 4;

  static WindowLoops of(List<WindowAxis> axes) {
    int from = 0;
    while (from < axes.size() && axes.get(from).isPlain()) {
      from++;
    }
    int to = axes.size();
    while (to > from && axes.get(to - 1).isPlain()) {
      to--;
    }
    long images =
        axes.subList(0, from).stream().mapToLong(WindowAxis::in).reduce(1, (a, b) -> a * b);
    long channels =
        axes.subList(to, axes.size()).stream().mapToLong(WindowAxis::in).reduce(1, (a, b) -> a * b);
    if (from == axes.size()) {
      return new WindowLoops(1, List.of(), images);
    }
    return new WindowLoops(images, axes.subList(from, to), channels);
  }

  /// How many elements an image of the array has.
  long inImage() {
    return slides.stream().mapToLong(WindowAxis::in).reduce(channels, (a, b) -> a * b);
  }

  /// How many results an image has.
  long outImage() {
    return slides.stream().mapToLong(WindowAxis::out).reduce(channels, (a, b) -> a * b);
  }

  /// Where the window is along an axis.
  ///
  /// @param start where its first tap is, which may be before the first element
  /// @param first the first tap that meets an element
  /// @param end the tap after the last that does
  record Place(WindowAxis axis, Val start, Val first, Val end) {}

  /// What is done at a place.
  @FunctionalInterface
  interface AtPlace {
    /// Writes the instructions.
    ///
    /// @param result the position of its first channel in the image of results
    void emit(List<Place> places, Val result);
  }

  /// Goes through the places of an image, along all axes from one on.
  void places(Code code, int axis, List<Place> before, Val result, AtPlace body) {
    if (axis == slides.size()) {
      body.emit(before, result);
      return;
    }
    WindowAxis a = slides.get(axis);
    code.loop(Val.i64(0), Val.i64(a.out()), 1, i -> at(code, axis, i, before, result, body));
  }

  /// As [#places], at one place of the first axis.
  void at(Code code, int axis, Val i, List<Place> before, Val result, AtPlace body) {
    WindowAxis a = slides.get(axis);
    List<Place> places = new ArrayList<>(before);
    places.add(place(code, a, i));
    places(code, axis + 1, places, code.add(result, Index.times(code, i, a.outStep())), body);
  }

  private static Place place(Code code, WindowAxis a, Val i) {
    Val start = Index.plus(code, Index.times(code, i, a.stride()), -a.low());
    if (a.isInside() || a.dilation() > 1) {
      return new Place(a, start, Val.i64(0), Val.i64(a.taps()));
    }
    long d = a.tapDilation();
    Val missing = Index.max(code, Index.minus(code, Val.i64(0), start), Val.i64(0));
    Val first = Index.div(code, Index.plus(code, missing, d - 1), d);
    Val room = Index.max(code, Index.minus(code, Val.i64(a.in() + d - 1), start), Val.i64(0));
    Val end = Index.min(code, Index.div(code, room, d), Val.i64(a.taps()));
    return new Place(a, start, Index.min(code, first, Val.i64(a.taps())), end);
  }

  /// What is done at a tap.
  @FunctionalInterface
  interface AtTap {
    /// Writes the instructions.
    ///
    /// @param at the position of the element in its image
    /// @param tap the number of the tap
    List<Val> emit(Val at, Val tap, List<Val> carried);
  }

  /// Goes through the taps that meet an element, in row-major order.
  List<Val> taps(Code code, List<Place> places, List<Val> carried, AtTap body) {
    return taps(code, places, Val.i64(0), Val.i64(0), carried, body);
  }

  private List<Val> taps(
      Code code, List<Place> places, Val at, Val tap, List<Val> carried, AtTap body) {
    if (places.isEmpty()) {
      return body.emit(at, tap, carried);
    }
    Place p = places.getFirst();
    WindowAxis a = p.axis();
    if (p.first().isConstant() && p.end().isConstant() && a.taps() <= STRAIGHT) {
      List<Val> now = carried;
      long end = Long.parseLong(p.end().text());
      for (long t = Long.parseLong(p.first().text()); t < end; t++) {
        now = tap(code, places, Val.i64(t), at, tap, now, body);
      }
      return now;
    }
    return code.loop(
        p.first(), p.end(), 1, carried, (t, now) -> tap(code, places, t, at, tap, now, body));
  }

  private List<Val> tap(
      Code code, List<Place> places, Val t, Val at, Val number, List<Val> carried, AtTap body) {
    Place p = places.getFirst();
    WindowAxis a = p.axis();
    Val position = code.add(p.start(), Index.times(code, t, a.tapDilation()));
    Val next = code.add(Index.times(code, number, a.taps()), t);
    List<Place> rest = places.subList(1, places.size());
    if (a.dilation() == 1) {
      Val there = code.add(at, Index.times(code, position, a.inStep()));
      return taps(code, rest, there, next, carried, body);
    }
    Val element = code.binary("sdiv", position, Val.i64(a.dilation()));
    Val exact = code.compare("icmp eq", Index.times(code, element, a.dilation()), position);
    Val inRange =
        code.and(
            code.compare("icmp sge", position, Val.i64(0)),
            code.compare("icmp slt", element, Val.i64(a.in())));
    Val there = code.add(at, Index.times(code, element, a.inStep()));
    return code.branch(
        code.and(exact, inRange),
        () -> taps(code, rest, there, next, carried, body),
        () -> carried);
  }

  /// Something for some channels.
  @FunctionalInterface
  interface OnChannels {
    /// Writes the instructions.
    ///
    /// @param channel the first
    /// @param lanes how many lanes each vector has
    /// @param vectors how many vectors
    void emit(Val channel, int lanes, int vectors);
  }

  /// Goes through channels: several vectors at once, then single ones, then what is left.
  static void channels(Code code, Val from, Val to, int lanes, int vectors, OnChannels body) {
    Val at = from;
    for (int[] step : new int[][] {{lanes, vectors}, {lanes, 1}, {1, 1}}) {
      int width = step[0] * step[1];
      Val whole = Index.times(code, Index.div(code, Index.minus(code, to, at), width), width);
      Val end = code.add(at, whole);
      code.loop(at, end, width, c -> body.emit(c, step[0], step[1]));
      at = end;
    }
  }
}
