package linum.llvm.plan;

/// A piece of memory, for one value or for several that take turns.
final class Cell {
  private final long bytes;
  private int from;
  private int to;
  private Place place;

  /// @param from the position at which something is first written to it
  /// @param to the position at which something is last read from it
  Cell(long bytes, int from, int to, Place place) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.place = place;
  }

  long bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  Place place() {
    return place;
  }

  void put(Place where) {
    place = where;
  }

  /// It is used at these positions, too.
  void extend(int first, int last) {
    from = Math.min(from, first);
    to = Math.max(to, last);
  }

  boolean overlaps(Cell other) {
    return from <= other.to && other.from <= to;
  }

  boolean isTemporary() {
    return place instanceof Place.Temporary;
  }
}
