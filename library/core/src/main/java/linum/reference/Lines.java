package linum.reference;

import linum.ir.Dims;

/// The lines of an array along one axis: elements of a line lie `step` apart.
record Lines(int outer, int length, int step) {
  static Lines of(Dims shape, int axis) {
    return new Lines(
        (int) shape.slice(0, axis).size(),
        shape.get(axis),
        (int) shape.slice(axis + 1, shape.rank()).size());
  }

  int count() {
    return outer * step;
  }

  /// Where line `i` begins, in an array with `newLength` elements a line.
  int start(int i, int newLength) {
    return i / step * newLength * step + i % step;
  }

  int start(int i) {
    return start(i, length);
  }
}
