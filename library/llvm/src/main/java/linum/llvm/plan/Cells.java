package linum.llvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.ir.Atom;

/// The piece of memory of each value, at first one for each, then joined.
final class Cells {
  private final Region program;
  private final List<Boolean> donated;
  private final Timeline timeline;
  private final Map<Value, Cell> cells = new LinkedHashMap<>();
  private final Map<Cell, List<Value>> holds = new HashMap<>();
  private final List<Atom.Constant> constants = new ArrayList<>();

  Cells(Region program, List<Boolean> donated, Timeline timeline) {
    this.program = program;
    this.donated = donated;
    this.timeline = timeline;
    Map<Value, Integer> arguments = new HashMap<>();
    for (int i = 0; i < program.inputs().size(); i++) {
      arguments.putIfAbsent(program.inputs().get(i), i);
    }
    timeline.lives().forEach((v, life) -> make(v, life, arguments.getOrDefault(v, -1)));
  }

  private void make(Value root, Timeline.Life life, int argument) {
    boolean given = argument >= 0 && donated.contains(true) && donated.get(argument);
    boolean fixed = root.written() != null || (argument >= 0 && !given);
    int to = fixed ? Integer.MAX_VALUE : life.lastRead();
    Cell cell = new Cell(root.aval().byteSize(), life.written(), to, place(root, argument));
    cells.put(root, cell);
    holds.put(cell, new ArrayList<>(List.of(root)));
  }

  private Place place(Value root, int argument) {
    return switch (root.written()) {
      case Atom.Literal l -> new Place.Number(l);
      case Atom.Constant c -> {
        constants.add(c);
        yield new Place.Constant(constants.size() - 1);
      }
      case Atom.Var v -> throw new AssertionError(v);
      case null -> argument >= 0 ? new Place.Argument(argument) : new Place.Temporary(-1);
    };
  }

  Cell of(Value v) {
    return Objects.requireNonNull(cells.get(v.root()));
  }

  /// The arguments' memory, for those that the program reads.
  Cell argument(int i) {
    return Objects.requireNonNull(cells.get(program.inputs().get(i)));
  }

  Map<Value, Cell> byValue() {
    return cells;
  }

  List<Cell> temporary() {
    return cells.values().stream().distinct().filter(Cell::isTemporary).toList();
  }

  List<Atom.Constant> constants() {
    return constants;
  }

  /// From here on, `a` is also what `b` was.
  void join(Cell a, Cell b) {
    List<Value> moved = Objects.requireNonNull(holds.remove(b));
    moved.forEach(v -> cells.put(v, a));
    Objects.requireNonNull(holds.get(a)).addAll(moved);
    a.extend(b.from(), b.to());
  }

  /// When anything that the cell holds is last read, at or before a position.
  int lastReadUntil(Cell c, int position) {
    return Objects.requireNonNull(holds.get(c)).stream()
        .mapToInt(v -> timeline.of(v).lastReadUntil(position))
        .filter(r -> r <= position)
        .max()
        .orElse(-1);
  }

  /// Whether the value is all of its piece of memory.
  boolean fills(Value v) {
    return v.byteOffset() == 0 && v.aval().byteSize() == of(v).bytes();
  }

  /// Whether it may be written to once nobody reads it any more.
  boolean isFree(Cell c) {
    return c.isTemporary() || (c.place() instanceof Place.Argument && c.to() != Integer.MAX_VALUE);
  }

  /// Whether the second value could lie where the first one does, as far as their sizes go.
  boolean fit(Value first, Value second) {
    Cell a = of(first);
    Cell b = of(second);
    return !a.equals(b)
        && b.isTemporary()
        && a.bytes() == b.bytes()
        && a.bytes() > 0
        && fills(first)
        && fills(second);
  }

  /// Whether all of a value's memory is used between two positions only.
  boolean isMadeInside(Value v, int start, int end) {
    Cell c = of(v);
    return c.isTemporary() && fills(v) && c.from() > start && c.to() <= end;
  }

  /// Whether a step may write to `b` in the memory of `a`, which it reads.
  boolean permits(Step s, Cell a, Cell b) {
    return switch (s) {
      case Kernel k -> {
        boolean once = k.reads().stream().filter(v -> of(v).equals(a)).count() == 1;
        boolean may = false;
        for (int i = 0; i < k.writes().size(); i++) {
          int r = k.reuses().get(i);
          may |=
              r >= 0
                  && of(k.writes().get(i)).equals(b)
                  && of(k.reads().get(r)).equals(a)
                  && fills(k.reads().get(r));
        }
        yield once && may;
      }
      case Repeat r ->
          r.carries().stream()
              .anyMatch(
                  c -> of(c.slot()).equals(b) && of(c.initial()).equals(a) && fills(c.initial()));
      case HostCall _, Choose _ -> false;
    };
  }
}
