package linum.llvm.nest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import linum.ir.Atom;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// A complete group: its loops as they will be emitted, and what is stored.
final class Nest {
  /// How many bytes of a row are kept for later sweeps at most; they are on the stack.
  private static final long BUFFERS = 1 << 18;

  /// How long an innermost loop is at least that another one is cut for.
  private static final long SHORTEST = 8;

  private final Flow flow;
  private final Group group;
  private final Domain domain;
  private final int phases;
  private final List<Anchor> anchors;
  private final List<Anchor> stored;
  private final Set<Atom.Var> buffered = new HashSet<>();
  private final Map<Atom.Var, Integer> lastPhase = new HashMap<>();
  private final List<Atom> memory;
  private @Nullable List<Read> reads;

  /// @param isNeeded which results are read outside
  Nest(Flow flow, Group group, Predicate<Atom.Var> isNeeded) {
    this.flow = flow;
    this.group = group;
    this.phases = Phases.assign(group, flow);
    this.anchors = group.anchors();
    this.stored = anchors.stream().filter(a -> isNeeded.test(a.var())).toList();
    this.memory = List.copyOf(group.memory());
    this.domain = merge(cut(group.domain()));
    chooseBuffered();
  }

  /// Finds out in which sweep each anchor is computed for the last time: one that is neither stored
  /// nor kept for later sweeps is computed again in every sweep that reads it, and so is what it
  /// reads. Keeps those that are dear, as far as there is room.
  private void chooseBuffered() {
    boolean inRows = domain.hasReduced() && domain.reduced().getLast();
    long room = inRows ? BUFFERS / Domain.size(domain.summed()) : 0;
    for (Anchor a : anchors.reversed()) {
      int last = Math.max(a.phase(), lastPhase.getOrDefault(a.var(), 0));
      int bytes = a.var().aval().dtype().byteSize();
      boolean again = a.level() == Anchor.Level.FULL && last > a.phase();
      if (again && !stored.contains(a) && isDear(a) && bytes <= room) {
        buffered.add(a.var());
        room -= bytes;
      }
      int computed = stored.contains(a) || buffered.contains(a.var()) ? a.phase() : last;
      lastPhase.put(a.var(), computed);
      flow.visit(
          a.var(),
          places(a),
          (leaf, _) -> {
            Anchor read = group.anchor(leaf);
            if (read != null && read.level() == Anchor.Level.FULL) {
              lastPhase.merge(read.var(), computed, Math::max);
            }
          });
    }
  }

  private boolean isDear(Anchor a) {
    return Fusable.nanos(a.eqn().primitive()) + 0.06 * flow.weight(a.var()) > 0.3;
  }

  /// Makes one loop of neighbouring ones wherever every array is then still read in equal steps.
  private Domain merge(Domain d) {
    Domain merged = d;
    int irregular = irregular(d);
    for (int i = d.loops().size() - 2; i >= 0; i--) {
      if (merged.reduced().get(i).equals(merged.reduced().get(i + 1))) {
        Domain candidate = merged.merged(i);
        if (irregular(candidate) <= irregular) {
          merged = candidate;
        }
      }
    }
    return merged;
  }

  /// Cuts loops where an array that is read has the ends of its axes, if places become regular.
  private Domain cut(Domain d) {
    Domain best = d;
    List<Symbol> irregular = irregularSymbols(best);
    for (int i = d.loops().size() - 1; i >= 0 && !irregular.isEmpty(); i--) {
      for (long inner : cuts(best, i, irregular)) {
        Domain candidate = best.cut(i, inner);
        List<Symbol> left = irregularSymbols(candidate);
        if (left.size() < irregular.size()) {
          best = candidate;
          irregular = left;
          break;
        }
      }
    }
    return best;
  }

  /// How long the inner one of two loops may be that a loop is cut into; the innermost loop of all
  /// stays long enough for a vector.
  private static List<Long> cuts(Domain d, int which, List<Symbol> irregular) {
    Symbol.Loop loop = d.loops().get(which);
    long least = which == d.loops().size() - 1 ? SHORTEST : 2;
    return irregular.stream()
        .map(s ->
            switch (s) {
              case Symbol.Quotient q -> inner(q.of(), q.by(), loop);
              case Symbol.Remainder r -> inner(r.of(), r.by(), loop);
              case Symbol.Loop _, Symbol.Start _ -> 0L;
            })
        .filter(n -> n >= least && n < loop.extent() && loop.extent() % n == 0)
        .distinct()
        .toList();
  }

  private static long inner(Affine place, long by, Symbol.Loop loop) {
    long step = place.coefficient(loop);
    return step > 0 && by % step == 0 ? by / step : 0;
  }

  private int irregular(Domain d) {
    return irregularSymbols(d).size();
  }

  /// What keeps places that are read from being sums of multiples of counters, as often as it does.
  private List<Symbol> irregularSymbols(Domain d) {
    List<Symbol> found = new ArrayList<>();
    for (Anchor a : anchors) {
      flow.visit(
          a.var(),
          places(a, d),
          new Flow.Visitor() {
            @Override
            public void leaf(Atom leaf, List<Affine> place) {
              if (group.anchor(leaf) == null) {
                number(Affine.linear(place, leaf.aval().shape()));
              }
            }

            @Override
            public void number(Affine place) {
              place.terms().keySet().stream()
                  .filter(s -> s instanceof Symbol.Quotient || s instanceof Symbol.Remainder)
                  .forEach(found::add);
            }
          });
    }
    return found;
  }

  Flow flow() {
    return flow;
  }

  Domain domain() {
    return domain;
  }

  /// How many sweeps over a row there are.
  int phases() {
    return phases;
  }

  /// In the order of the program.
  List<Anchor> anchors() {
    return anchors;
  }

  /// The anchors whose results are in memory afterwards.
  List<Anchor> stored() {
    return stored;
  }

  boolean isStored(Atom.Var v) {
    return stored.stream().anyMatch(a -> a.var().equals(v));
  }

  /// Anchors whose results for each place are kept for a later sweep over the same row.
  List<Anchor> buffered() {
    return anchors.stream().filter(a -> buffered.contains(a.var())).toList();
  }

  List<Anchor> of(Anchor.Level level, int phase) {
    return anchors.stream().filter(a -> a.level() == level && a.phase() == phase).toList();
  }

  /// What is read from memory.
  List<Atom> memory() {
    return memory;
  }

  boolean isMade(Atom a) {
    return group.anchor(a) != null;
  }

  /// The place at which an anchor computes its element; for a reduction, of the operand's element.
  List<Affine> places(Anchor a) {
    return places(a, domain);
  }

  private List<Affine> places(Anchor a, Domain d) {
    Affine linear = a.level() == Anchor.Level.ROW ? d.row() : d.full();
    return Affine.places(linear, Group.shape(flow, a.var(), a.level()));
  }

  /// The place of the result.
  List<Affine> resultPlaces(Anchor a) {
    return Affine.places(
        a.level() == Anchor.Level.FULL ? domain.full() : domain.row(), a.var().aval().shape());
  }

  /// Whether all that is read of an array is read at the place that is computed, not later than in
  /// the given phase, so that results may take its memory.
  boolean isReadInPlace(Atom array, int phase) {
    Affine full = domain.full();
    return reads().stream()
        .filter(r -> r.array().equals(array))
        .allMatch(r ->
            r.by().level() != Anchor.Level.ROW
                && lastPhase.getOrDefault(r.by().var(), r.by().phase()) <= phase
                && r.place().equals(full));
  }

  /// A loop other than the innermost one along which an array lies that the innermost loop goes
  /// across: the array is transposed. Null if there is none, or it is small.
  Symbol.@Nullable Loop across() {
    List<Symbol.Loop> loops = domain.loops();
    if (loops.size() < 2 || loops.getLast().extent() < 8) {
      return null;
    }
    Symbol.Loop inner = loops.getLast();
    return reads().stream()
        .filter(r -> Math.abs(r.place().coefficient(inner)) >= 8)
        .flatMap(r ->
            loops.stream()
                .filter(l -> Math.abs(r.place().coefficient(l)) == 1 && l.extent() >= 8)
                .limit(1))
        .findFirst()
        .orElse(null);
  }

  /// An element of an array in memory, or made here, that an anchor reads.
  ///
  /// @param place in the array's memory, in elements
  private record Read(Anchor by, Atom array, Affine place) {}

  private List<Read> reads() {
    if (reads == null) {
      List<Read> found = new ArrayList<>();
      for (Anchor a : anchors) {
        flow.visit(
            a.var(),
            places(a),
            (leaf, place) ->
                found.add(new Read(a, leaf, Affine.linear(place, leaf.aval().shape()))));
      }
      reads = found;
    }
    return reads;
  }

  /// Roughly how long it takes to compute all, in nanoseconds.
  double nanos() {
    double full = 0;
    double row = 0;
    for (Anchor a : anchors) {
      double one = 0.05 + cost(a.var());
      if (a.level() == Anchor.Level.ROW) {
        row += one;
      } else {
        full += one;
      }
    }
    return full * Domain.size(domain.loops()) + row * Domain.size(domain.kept());
  }

  /// Roughly how long the operation takes that takes longest of those that some anchors are made
  /// of, in nanoseconds.
  double dearest(List<Anchor> some) {
    return some.stream().mapToDouble(a -> dearest(a.var())).max().orElse(0);
  }

  private double dearest(Atom.Var v) {
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      return 0;
    }
    double most = Fusable.nanos(d.eqn().primitive());
    for (Atom a : d.eqn().inputs()) {
      if (a instanceof Atom.Var in && flow.isInlined(in)) {
        most = Math.max(most, dearest(in));
      }
    }
    return most;
  }

  /// How many vectors of places a round does: several where an expression is long enough to be
  /// waited for, and short enough to be written out again.
  int unroll() {
    long places = Domain.size(domain.loops());
    double each = nanos() / Math.max(1, places);
    int weight = anchors.stream().mapToInt(a -> flow.weight(a.var())).sum();
    return each > 0.5 && weight <= 40 && places >= 64 ? 2 : 1;
  }

  private double cost(Atom.Var v) {
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      return 0;
    }
    Primitive p = d.eqn().primitive();
    double sum = Fusable.nanos(p);
    for (Atom a : d.eqn().inputs()) {
      if (a instanceof Atom.Var in && flow.isInlined(in)) {
        sum += cost(in);
      } else if (!(a instanceof Atom.Literal)) {
        sum += 0.1;
      }
    }
    return sum;
  }

  /// What the nest does, for reports: its primitives in order, each as often as it is there.
  String label() {
    List<String> names = new ArrayList<>();
    anchors.forEach(a -> names(a.var(), names));
    List<String> counted = new ArrayList<>();
    for (int i = 0; i < names.size(); ) {
      int k = i;
      while (k < names.size() && names.get(k).equals(names.get(i))) {
        k++;
      }
      counted.add(k - i == 1 ? names.get(i) : names.get(i) + "×" + (k - i));
      i = k;
    }
    return String.join("·", counted.size() > 12 ? shortened(counted) : counted);
  }

  private static List<String> shortened(List<String> names) {
    List<String> some = new ArrayList<>(names.subList(0, 11));
    some.add("… " + (names.size() - 11) + " more");
    return some;
  }

  private void names(Atom.Var v, List<String> names) {
    Flow.Definition d = flow.definition(v);
    if (d != null) {
      d.eqn()
          .inputs()
          .forEach(a -> {
            if (a instanceof Atom.Var in && flow.isInlined(in)) {
              names(in, names);
            }
          });
      names.add(d.eqn().primitive().label());
    }
  }

  /// Addresses by array, for the arrays that are read.
  Map<Atom, Integer> memoryIndex() {
    Map<Atom, Integer> index = new LinkedHashMap<>();
    memory.forEach(a -> index.put(a, index.size()));
    return index;
  }
}
