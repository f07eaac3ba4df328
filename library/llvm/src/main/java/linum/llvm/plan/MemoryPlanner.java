package linum.llvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.ir.Atom;

/// Gives every value of a program its memory.
///
/// Each value first has a piece of memory of its own. Pieces are then joined wherever this saves a
/// copy: a kernel writes over what it reads for the last time, the next value of a loop is computed
/// where the loop keeps it, a branch computes its result in place, outputs are computed in the memory
/// of outputs. The pieces that are left get places that overlap only where they are not needed at
/// the same time.
final class MemoryPlanner {
  private final Region program;
  private final List<Boolean> donated;
  private final Timeline timeline;
  private final Map<Value, Cell> cells = new LinkedHashMap<>();
  private final Map<Cell, List<Value>> holds = new HashMap<>();
  private final List<Atom.Constant> constants = new ArrayList<>();
  private final List<Integer> aliases;

  MemoryPlanner(Region program, List<Boolean> donated) {
    this.program = program;
    this.donated = donated;
    this.timeline = new Timeline(program);
    this.aliases = new ArrayList<>(Collections.nCopies(program.outputs().size(), -1));
  }

  Memory plan() {
    timeline.lives().forEach(this::makeCell);
    timeline.steps().values().forEach(this::inPlace);
    timeline.steps().values().forEach(this::inside);
    results();
    takeOver();
    List<Cell> temporary =
        cells.values().stream().distinct().filter(Cell::isTemporary).toList();
    return new Memory(timeline, cells, constants, aliases, Offsets.assign(temporary));
  }

  private void makeCell(Value root, Timeline.Life life) {
    int argument = program.inputs().indexOf(root);
    boolean fixed =
        root.written() != null || (argument >= 0 && !(donated.contains(true) && donated.get(argument)));
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

  private Cell cell(Value v) {
    return Objects.requireNonNull(cells.get(v.root()));
  }

  private void join(Cell a, Cell b) {
    List<Value> moved = Objects.requireNonNull(holds.remove(b));
    moved.forEach(v -> cells.put(v, a));
    Objects.requireNonNull(holds.get(a)).addAll(moved);
    a.extend(b.from(), b.to());
  }

  /// Whether the value is all of its piece of memory.
  private boolean fills(Value v) {
    return v.byteOffset() == 0 && v.aval().byteSize() == cell(v).bytes();
  }

  private boolean isFree(Cell c) {
    return c.isTemporary() || (c.place() instanceof Place.Argument && c.to() != Integer.MAX_VALUE);
  }

  // ---- writing over what is read for the last time ----

  private void inPlace(Step s) {
    switch (s) {
      case Kernel k -> {
        for (int i = 0; i < k.writes().size(); i++) {
          int r = k.reuses().get(i);
          if (r >= 0) {
            follow(k.reads().get(r), k.writes().get(i), k);
          }
        }
      }
      case Repeat r -> {
        r.slicesIn().forEach(x -> cell(x.part()).put(new Place.Part(x.whole())));
        r.carries().forEach(c -> follow(c.initial(), c.slot(), r));
      }
      case HostCall _, Choose _ -> {}
    }
  }

  private void follow(Value read, Value write, Step s) {
    int position = timeline.span(s).start();
    Cell a = cell(read);
    Cell b = cell(write);
    if (fit(a, b, read, write)
        && isFree(a)
        && a.to() == position
        && b.from() == position
        && permits(s, a, b)) {
      join(a, b);
    }
  }

  private boolean fit(Cell a, Cell b, Value first, Value second) {
    return !a.equals(b)
        && b.isTemporary()
        && a.bytes() == b.bytes()
        && a.bytes() > 0
        && fills(first)
        && fills(second);
  }

  /// Whether a step may write to `b` in the memory of `a`, which it reads.
  private boolean permits(Step s, Cell a, Cell b) {
    return switch (s) {
      case Kernel k -> {
        boolean once = k.reads().stream().filter(v -> cell(v).equals(a)).count() == 1;
        boolean may = false;
        for (int i = 0; i < k.writes().size(); i++) {
          int r = k.reuses().get(i);
          may |=
              r >= 0
                  && cell(k.writes().get(i)).equals(b)
                  && cell(k.reads().get(r)).equals(a)
                  && fills(k.reads().get(r));
        }
        yield once && may;
      }
      case Repeat r ->
          r.carries().stream()
              .anyMatch(c ->
                  cell(c.slot()).equals(b) && cell(c.initial()).equals(a) && fills(c.initial()));
      case HostCall _, Choose _ -> false;
    };
  }

  // ---- loops and branches ----

  private void inside(Step s) {
    Timeline.Span span = timeline.span(s);
    switch (s) {
      case Repeat r -> {
        int bodyEnd = span.ends().getLast();
        r.carries().forEach(c -> advance(c, span.start(), bodyEnd));
        for (Repeat.Slice x : r.slicesOut()) {
          if (isMadeInside(x.part(), span.start(), bodyEnd)) {
            cell(x.part()).put(new Place.Part(x.whole()));
          }
        }
      }
      case Choose c -> {
        for (int i = 0; i < c.branches().size(); i++) {
          Region branch = c.branches().get(i);
          for (int k = 0; k < c.results().size(); k++) {
            Value made = branch.outputs().get(k);
            Cell result = cell(c.results().get(k));
            if (isMadeInside(made, span.start(), span.ends().get(i))
                && fit(result, cell(made), c.results().get(k), made)) {
              join(result, cell(made));
            }
          }
        }
      }
      case Kernel _, HostCall _ -> {}
    }
  }

  private boolean isMadeInside(Value v, int start, int end) {
    Cell c = cell(v);
    return c.isTemporary() && fills(v) && c.from() > start && c.to() <= end;
  }

  /// The next value of a carry is computed in its slot if nobody reads the slot afterwards.
  private void advance(Repeat.Carry carry, int start, int bodyEnd) {
    Cell slot = cell(carry.slot());
    Cell made = cell(carry.next());
    if (!isMadeInside(carry.next(), start, bodyEnd)
        || !fit(slot, made, carry.slot(), carry.next())) {
      return;
    }
    int lastRead = timeline.of(carry.slot()).lastReadUntil(bodyEnd);
    if (lastRead < made.from()
        || (lastRead == made.from() && permits(timeline.at(lastRead), slot, made))) {
      join(slot, made);
    }
  }

  // ---- outputs ----

  private void results() {
    for (int j = 0; j < aliases.size(); j++) {
      Value v = program.outputs().get(j);
      Cell c = cell(v);
      if (!fills(v)) {
        continue;
      }
      if (c.isTemporary()) {
        c.put(new Place.Result(j));
      } else if (c.place() instanceof Place.Argument(int i) && isFree(c) && !aliases.contains(i)) {
        aliases.set(j, i);
      }
    }
  }

  /// An output that begins after a donated argument was last read takes its memory.
  private void takeOver() {
    for (int i = 0; i < program.inputs().size(); i++) {
      Cell given = cells.get(program.inputs().get(i));
      if (given == null || !isFree(given) || aliases.contains(i)) {
        continue;
      }
      for (int j = 0; j < aliases.size(); j++) {
        Cell c = cell(program.outputs().get(j));
        if (c.place().equals(new Place.Result(j))
            && c.bytes() == given.bytes()
            && given.to() < c.from()) {
          c.put(given.place());
          aliases.set(j, i);
          break;
        }
      }
    }
  }
}
