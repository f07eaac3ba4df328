package linum.llvm.nest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.llvm.emit.Val;
import org.jspecify.annotations.Nullable;

/// What is known at a point of the emitted code: the counters of the loops around it, and what was
/// computed there or further out.
///
/// One loop may run over the lanes of vectors: its counter is that of the first lane.
final class Frame {
  private record Element(Atom atom, List<Affine> place) {}

  private final @Nullable Frame outer;
  private final Map<Symbol.Loop, Val> counters = new LinkedHashMap<>();
  private final Map<Object, Val> known = new HashMap<>();
  private final Symbol.@Nullable Loop vector;
  private final int lanes;

  private Frame(@Nullable Frame outer, Symbol.@Nullable Loop vector, int lanes) {
    this.outer = outer;
    this.vector = vector;
    this.lanes = lanes;
  }

  /// Outside all loops.
  static Frame start() {
    return new Frame(null, null, 1);
  }

  /// Inside, where nothing new is known yet.
  Frame inside() {
    return new Frame(this, vector, lanes);
  }

  /// Inside a loop.
  Frame inside(Symbol.Loop loop, Val counter) {
    Frame f = inside();
    f.counters.put(loop, counter);
    return f;
  }

  /// Inside a loop over vectors.
  Frame inside(Symbol.Loop loop, Val counter, int newLanes) {
    Frame f = new Frame(this, newLanes == 1 ? vector : loop, newLanes == 1 ? lanes : newLanes);
    f.counters.put(loop, counter);
    return f;
  }

  /// For one lane alone; nothing is known there but the counters.
  Frame lane(Val counter) {
    Frame f = start();
    for (Frame g = this; g != null; g = g.outer) {
      g.counters.forEach(f.counters::putIfAbsent);
    }
    if (vector != null) {
      f.counters.put(vector, counter);
    }
    return f;
  }

  int lanes() {
    return lanes;
  }

  Symbol.@Nullable Loop vector() {
    return vector;
  }

  /// Whether it differs from lane to lane.
  boolean varies(Affine place) {
    return vector != null && place.dependsOn(vector);
  }

  Val counter(Symbol.Loop loop) {
    for (Frame f = this; f != null; f = f.outer) {
      Val v = f.counters.get(loop);
      if (v != null) {
        return v;
      }
    }
    throw new IllegalStateException("a loop's counter is used outside the loop");
  }

  @Nullable Val element(Atom a, List<Affine> place) {
    return known(new Element(a, place));
  }

  void element(Atom a, List<Affine> place, Val v) {
    known.put(new Element(a, place), v);
  }

  @Nullable Val known(Object key) {
    for (Frame f = this; f != null; f = f.outer) {
      Val v = f.known.get(key);
      if (v != null) {
        return v;
      }
    }
    return null;
  }

  void know(Object key, Val v) {
    known.put(key, v);
  }
}
