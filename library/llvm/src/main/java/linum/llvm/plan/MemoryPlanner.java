package linum.llvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Gives every value of a program its memory.
///
/// Each value first has a piece of memory of its own. Pieces are then joined wherever this saves a
/// copy: a kernel writes over what it reads for the last time, the next value of a loop is computed
/// where the loop keeps it, a branch computes its result in place, outputs are computed in the
/// memory of outputs. The pieces that are left get places that overlap only where they are not
/// needed at the same time.
final class MemoryPlanner {
  private final Region program;
  private final Timeline timeline;
  private final Cells cells;
  private final List<Integer> aliases;

  MemoryPlanner(Region program, List<Boolean> donated) {
    this.program = program;
    this.timeline = new Timeline(program);
    this.cells = new Cells(program, donated, timeline);
    this.aliases = new ArrayList<>(Collections.nCopies(program.outputs().size(), -1));
  }

  Memory plan() {
    Bodies bodies = new Bodies(timeline, cells);
    timeline.steps().values().forEach(this::inPlace);
    timeline.steps().values().forEach(bodies::join);
    results();
    takeOver();
    long temporary = Offsets.assign(cells.temporary());
    return new Memory(timeline, cells.byValue(), cells.constants(), aliases, temporary);
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
        r.slicesIn().forEach(x -> cells.of(x.part()).put(new Place.Part(x.whole())));
        r.carries().forEach(c -> follow(c.initial(), c.slot(), r));
      }
      case HostCall _, Choose _ -> {}
    }
  }

  private void follow(Value read, Value write, Step s) {
    int position = timeline.span(s).start();
    Cell a = cells.of(read);
    Cell b = cells.of(write);
    if (cells.fit(read, write)
        && cells.isFree(a)
        && a.to() == position
        && b.from() == position
        && cells.permits(s, a, b)) {
      cells.join(a, b);
    }
  }

  // ---- outputs ----

  private void results() {
    for (int j = 0; j < aliases.size(); j++) {
      Value v = program.outputs().get(j);
      Cell c = cells.of(v);
      if (!cells.fills(v)) {
        continue;
      }
      if (c.isTemporary()) {
        c.put(new Place.Result(j));
      } else if (c.place() instanceof Place.Argument(int i)
          && cells.isFree(c)
          && !aliases.contains(i)) {
        aliases.set(j, i);
      }
    }
  }

  /// An output that begins after a donated argument was last read takes its memory.
  private void takeOver() {
    for (int i = 0; i < program.inputs().size(); i++) {
      Cell given = cells.argument(i);
      if (!cells.isFree(given) || aliases.contains(i)) {
        continue;
      }
      for (int j = 0; j < aliases.size(); j++) {
        Cell c = cells.of(program.outputs().get(j));
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
