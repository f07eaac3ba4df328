package linum.llvm.plan;

/// Saves the copies at the ends of rounds and branches: what they make is made where it is needed.
final class Bodies {
  private final Timeline timeline;
  private final Cells cells;

  Bodies(Timeline timeline, Cells cells) {
    this.timeline = timeline;
    this.cells = cells;
  }

  void join(Step s) {
    switch (s) {
      case Repeat r -> loop(r, timeline.span(s));
      case Choose c -> branches(c, timeline.span(s));
      case Kernel _, HostCall _ -> {}
    }
  }

  // ---- loops ----

  private void loop(Repeat r, Timeline.Span span) {
    int bodyEnd = span.ends().getLast();
    r.carries().forEach(c -> advance(c, span.start(), bodyEnd));
    for (Repeat.Slice x : r.slicesOut()) {
      if (cells.isMadeInside(x.part(), span.start(), bodyEnd)) {
        cells.of(x.part()).put(new Place.Part(x.whole()));
      }
    }
  }

  /// The next value of a carry is computed in its slot if nobody reads the slot afterwards.
  private void advance(Repeat.Carry carry, int start, int bodyEnd) {
    Value slot = carry.slot();
    Value next = carry.next();
    if (!cells.isMadeInside(next, start, bodyEnd) || !cells.fit(slot, next)) {
      return;
    }
    Cell a = cells.of(slot);
    Cell b = cells.of(next);
    int lastRead = timeline.of(slot).lastReadUntil(bodyEnd);
    Step maker = timeline.at(b.from());
    if (lastRead < b.from()
        || (lastRead == b.from() && cells.permits(maker, a, b))
        || (maker instanceof Choose c && passes(c, slot, b) && lastRead < timeline.span(c).end())) {
      cells.join(a, b);
    }
  }

  // ---- branches ----

  private void branches(Choose c, Timeline.Span span) {
    for (int k = 0; k < c.results().size(); k++) {
      passOn(c, k, span);
    }
    for (int i = 0; i < c.branches().size(); i++) {
      for (int k = 0; k < c.results().size(); k++) {
        compute(c.results().get(k), c.branches().get(i).outputs().get(k), span, i);
      }
    }
  }

  /// If a branch gives back what came in, and nobody needs that later, the result is in its place.
  private void passOn(Choose c, int k, Timeline.Span span) {
    Value result = c.results().get(k);
    Cell b = cells.of(result);
    for (Region branch : c.branches()) {
      Value passed = branch.outputs().get(k);
      Cell a = cells.of(passed);
      if (cells.isFree(a)
          && a.from() < span.start()
          && a.to() < span.end()
          && b.from() == span.start()
          && cells.fit(passed, result)
          && passes(c, passed, b)) {
        cells.join(a, b);
        return;
      }
    }
  }

  /// Whether a choice that begins the memory `to` gives back what is in the memory of a value
  /// there, and nowhere else.
  private boolean passes(Choose c, Value from, Cell to) {
    boolean there = false;
    boolean elsewhere = false;
    for (Region branch : c.branches()) {
      for (int k = 0; k < c.results().size(); k++) {
        if (cells.of(branch.outputs().get(k)).equals(cells.of(from))) {
          boolean here = cells.of(c.results().get(k)).equals(to);
          there |= here;
          elsewhere |= !here;
        }
      }
    }
    return there && !elsewhere;
  }

  /// A branch computes its result in place, unless something else is still needed there.
  private void compute(Value result, Value made, Timeline.Span span, int i) {
    int branchEnd = span.ends().get(i);
    if (!cells.isMadeInside(made, span.start(), branchEnd) || !cells.fit(result, made)) {
      return;
    }
    Cell a = cells.of(result);
    Cell b = cells.of(made);
    int lastRead = cells.lastReadUntil(a, branchEnd);
    if (lastRead < b.from()
        || (lastRead == b.from() && cells.permits(timeline.at(lastRead), a, b))) {
      cells.join(a, b);
    }
  }
}
