package linum.llvm.nest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Dims;
import linum.ir.Reduction;
import org.jspecify.annotations.Nullable;

/// Anchors that share a nest, while more may come.
final class Group {
  /// Rows that are swept over more than once have at most this many places, so that they stay in
  /// the cache.
  private static final long LONGEST_ROW = 1 << 14;

  /// More expressions make compiling slow.
  private static final int HEAVIEST = 400;

  private static final int MOST_ANCHORS = 48;

  private final Map<Atom.Var, Anchor> anchors = new LinkedHashMap<>();
  private final Set<Dims> shapes = new LinkedHashSet<>();
  private final Set<Domain.Summed> sums = new LinkedHashSet<>();
  private final Set<Group> needs = new LinkedHashSet<>();
  private final Set<Atom> memory = new LinkedHashSet<>();
  private Domain domain;
  private int weight;

  Group(Domain domain) {
    this.domain = domain;
  }

  Domain domain() {
    return domain;
  }

  /// In the order of the program.
  List<Anchor> anchors() {
    List<Anchor> all = new ArrayList<>(anchors.values());
    all.sort(Comparator.comparingInt(Anchor::order));
    return all;
  }

  @Nullable Anchor anchor(Atom a) {
    return a instanceof Atom.Var v ? anchors.get(v) : null;
  }

  /// Groups that are still open and whose results it reads.
  Set<Group> needs() {
    return needs;
  }

  /// What it reads from memory.
  Set<Atom> memory() {
    return memory;
  }

  boolean dependsOn(Group other) {
    return needs.stream().anyMatch(g -> g.equals(other) || g.dependsOn(other));
  }

  boolean isFull(Flow flow, Atom.Var v) {
    return weight + flow.weight(v) > HEAVIEST || anchors.size() >= MOST_ANCHORS;
  }

  /// What a result would be in this nest, and the nest's domain then.
  record Fit(Domain domain, Anchor.Level level) {}

  /// Whether another anchor can go along.
  ///
  /// @return null if it cannot
  @Nullable Fit fit(Flow flow, Atom.Var v) {
    if (isFull(flow, v)) {
      return null;
    }
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      return null;
    }
    Set<Dims> wider = new LinkedHashSet<>(shapes);
    Set<Domain.Summed> more = new LinkedHashSet<>(sums);
    Anchor.Level level;
    long full = Domain.size(domain.loops());
    if (Fusable.isReduction(d.eqn()) && d.eqn().primitive() instanceof Reduction.Reduce r) {
      Dims shape = d.eqn().inputs().getFirst().aval().shape();
      if (shape.size() != full) {
        return null;
      }
      more.add(new Domain.Summed(shape, r.axes()));
      level = Anchor.Level.REDUCTION;
    } else if (v.aval().size() == full) {
      wider.add(v.aval().shape());
      level = Anchor.Level.FULL;
    } else if (domain.hasReduced() && v.aval().size() == Domain.size(domain.kept())) {
      level = Anchor.Level.ROW;
    } else {
      return null;
    }
    Domain common = Domain.of(wider, more);
    return common != null && reads(flow, v, common, level) ? new Fit(common, level) : null;
  }

  /// Whether it reads what the anchors here make only where they make it, in a row short enough.
  private boolean reads(Flow flow, Atom.Var v, Domain common, Anchor.Level level) {
    Affine place = level == Anchor.Level.ROW ? common.row() : common.full();
    boolean[] fits = {true};
    flow.visit(
        v,
        Affine.places(place, shape(flow, v, level)),
        (a, at) -> {
          Anchor read = anchor(a);
          if (read != null) {
            boolean row = read.level() != Anchor.Level.FULL;
            List<Affine> made = Affine.places(row ? common.row() : common.full(), a.aval().shape());
            boolean again = row && level != Anchor.Level.ROW;
            boolean tooLong = again && Domain.size(common.summed()) > LONGEST_ROW;
            boolean split = row && Split.isNeeded(common);
            fits[0] &= made.equals(at) && !tooLong && !split && (row || level != Anchor.Level.ROW);
          }
        });
    return fits[0];
  }

  /// The shape of the array whose places an anchor goes over.
  static Dims shape(Flow flow, Atom.Var v, Anchor.Level level) {
    Flow.Definition d = flow.definition(v);
    return level == Anchor.Level.REDUCTION && d != null
        ? d.eqn().inputs().getFirst().aval().shape()
        : v.aval().shape();
  }

  void add(Flow flow, Anchor anchor, Domain newDomain) {
    domain = newDomain;
    anchors.put(anchor.var(), anchor);
    weight += flow.weight(anchor.var());
    if (anchor.level() == Anchor.Level.FULL) {
      shapes.add(anchor.var().aval().shape());
    }
    if (anchor.eqn().primitive() instanceof Reduction.Reduce r
        && anchor.level() == Anchor.Level.REDUCTION) {
      sums.add(new Domain.Summed(shape(flow, anchor.var(), anchor.level()), r.axes()));
    }
    flow.visit(
        anchor.var(),
        Affine.places(
            anchor.level() == Anchor.Level.ROW ? domain.row() : domain.full(),
            shape(flow, anchor.var(), anchor.level())),
        (a, _) -> {
          if (anchor(a) == null) {
            memory.add(a);
          }
        });
  }

  /// Takes over all anchors of another group, which nothing between the two needs or is needed by.
  ///
  /// @return whether it was possible
  boolean absorb(Group other) {
    if (anchors.size() + other.anchors.size() > MOST_ANCHORS || weight + other.weight > HEAVIEST) {
      return false;
    }
    long full = Domain.size(domain.loops());
    long theirs = Domain.size(other.domain.loops());
    if (full != theirs) {
      return false;
    }
    Set<Dims> wider = new LinkedHashSet<>(shapes);
    wider.addAll(other.shapes);
    Set<Domain.Summed> more = new LinkedHashSet<>(sums);
    more.addAll(other.sums);
    Domain common = Domain.of(wider, more);
    if (common == null) {
      return false;
    }
    domain = common;
    shapes.addAll(other.shapes);
    sums.addAll(other.sums);
    weight += other.weight;
    anchors.putAll(other.anchors);
    memory.addAll(other.memory);
    memory.removeIf(a -> anchor(a) != null);
    needs.addAll(other.needs);
    needs.remove(this);
    needs.remove(other);
    return true;
  }
}
