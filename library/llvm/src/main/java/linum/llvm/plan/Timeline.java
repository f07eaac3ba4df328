package linum.llvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// When every value of a program is written and read. Positions count the steps in the order in
/// which they are written down, those inside loops and branches among the others; a loop or a
/// branch also has positions for what is done before and after its steps.
final class Timeline {
  /// The positions of a loop or a branch.
  ///
  /// @param start what goes in is read, what comes out begins
  /// @param ends where the condition and the body, or the branches, end: what they made is read
  /// @param end what is read inside of a loop is needed until here
  record Span(int start, List<Integer> ends, int end) {
    Span {
      ends = List.copyOf(ends);
    }
  }

  /// When one value is there.
  static final class Life {
    private final int written;
    private final List<Integer> reads = new ArrayList<>();

    private Life(int written) {
      this.written = written;
    }

    int written() {
      return written;
    }

    int lastRead() {
      return lastReadUntil(Integer.MAX_VALUE);
    }

    /// The last read at or before a position; the position of the write if there is none.
    int lastReadUntil(int position) {
      return reads.stream().filter(r -> r <= position).reduce(written, Math::max);
    }
  }

  private record Read(Value root, int position) {}

  private final Map<Value, Life> lives = new LinkedHashMap<>();
  private final Map<Step, Span> spans = new IdentityHashMap<>();
  private final TreeMap<Integer, Step> starts = new TreeMap<>();
  private final Map<Value, Value> stashes = new HashMap<>();
  private final List<Read> reads = new ArrayList<>();
  private int next;

  Timeline(Region program) {
    program.inputs().forEach(v -> write(v, -1));
    steps(program);
    end = next++;
    program.outputs().forEach(v -> read(v, end));
  }

  private final int end;

  /// The position after all steps, where results are read.
  int end() {
    return end;
  }

  Map<Value, Life> lives() {
    return lives;
  }

  Life of(Value v) {
    return Objects.requireNonNull(lives.get(v.root()));
  }

  Span span(Step s) {
    return Objects.requireNonNull(spans.get(s));
  }

  /// The step that starts at a position.
  Step at(int position) {
    return Objects.requireNonNull(starts.get(position));
  }

  /// All steps, those inside others after them, with their positions.
  Map<Integer, Step> steps() {
    return starts;
  }

  /// Where the next value of a carry waits while its slot is still to be read for another carry.
  Map<Value, Value> stashes() {
    return stashes;
  }

  private void write(Value v, int position) {
    lives.computeIfAbsent(v.root(), _ -> new Life(position));
  }

  private void read(Value v, int position) {
    Value root = v.root();
    // What is written into the program is there from the beginning.
    lives.computeIfAbsent(root, _ -> new Life(-1)).reads.add(position);
    reads.add(new Read(root, position));
  }

  private void steps(Region region) {
    region.steps().forEach(this::step);
  }

  private void step(Step s) {
    int start = next++;
    starts.put(start, s);
    switch (s) {
      case Kernel k -> {
        k.writes().forEach(v -> write(v, start));
        k.scratch().forEach(v -> write(v, start));
        k.reads().forEach(v -> read(v, start));
        spans.put(s, new Span(start, List.of(), start));
      }
      case HostCall h -> {
        h.writes().forEach(v -> write(v, start));
        h.reads().forEach(v -> read(v, start));
        spans.put(s, new Span(start, List.of(), start));
      }
      case Repeat r -> spans.put(s, repeat(r, start));
      case Choose c -> spans.put(s, choose(c, start));
    }
  }

  private Span repeat(Repeat r, int start) {
    int firstRead = reads.size();
    r.writes().forEach(v -> write(v, start));
    r.carries().forEach(c -> read(c.initial(), start));
    r.slicesIn()
        .forEach(s -> {
          read(s.whole(), start);
          write(s.part(), start);
        });
    List<Integer> ends = new ArrayList<>();
    Region condition = r.condition();
    if (condition != null) {
      steps(condition);
      int tested = next++;
      read(condition.outputs().getFirst(), tested);
      ends.add(tested);
    }
    steps(r.body());
    int bodyEnd = next++;
    ends.add(bodyEnd);
    r.carries().forEach(c -> read(c.next(), bodyEnd));
    r.slicesOut().forEach(s -> read(s.part(), bodyEnd));
    stash(r, bodyEnd);
    int last = next++;
    List.copyOf(reads.subList(firstRead, reads.size())).stream()
        .map(Read::root)
        .distinct()
        .filter(v -> of(v).written() < start)
        .filter(v -> of(v).lastRead() > start)
        .forEach(v -> read(v, last));
    r.writes().forEach(v -> read(v, last));
    r.slicesIn().forEach(s -> read(s.whole(), last));
    return new Span(start, ends, last);
  }

  private void stash(Repeat r, int bodyEnd) {
    List<Value> slots = r.carries().stream().map(c -> c.slot().root()).toList();
    for (Repeat.Carry c : r.carries()) {
      Value from = c.next().root();
      if (slots.contains(from) && !from.equals(c.slot().root())) {
        Value stash = new Value(c.next().aval());
        stashes.put(c.slot(), stash);
        write(stash, bodyEnd);
        read(stash, bodyEnd);
      }
    }
  }

  private Span choose(Choose c, int start) {
    read(c.index(), start);
    c.results().forEach(v -> write(v, start));
    List<Integer> ends = new ArrayList<>();
    for (Region branch : c.branches()) {
      steps(branch);
      int branchEnd = next++;
      ends.add(branchEnd);
      branch.outputs().forEach(v -> read(v, branchEnd));
    }
    int last = next++;
    c.results().forEach(v -> read(v, last));
    return new Span(start, ends, last);
  }
}
