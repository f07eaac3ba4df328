package linum.llvm.nest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Reduction;

/// Puts anchors into groups, one after the other, and closes a group when what it makes is needed.
final class Grouping {
  /// How many groups may be open at a time, so that planning takes time in proportion to the
  /// program's length.
  private static final int MOST_OPEN = 24;

  private final Flow flow;
  private final Consumer<Group> emit;
  private final LinkedHashSet<Group> open = new LinkedHashSet<>();

  /// @param emit is given every group when it is complete; what it needs was given before
  Grouping(Flow flow, Consumer<Group> emit) {
    this.flow = flow;
    this.emit = emit;
  }

  /// Takes in the next anchor of the program.
  void add(Atom.Var v, Eqn e, int order) {
    Set<Atom> leaves = flow.leaves(v);
    List<Group> makers = new ArrayList<>();
    for (Group g : open) {
      if (leaves.stream().anyMatch(a -> g.anchor(a) != null)) {
        makers.add(g);
      }
    }
    unite(makers);
    for (Group g : makers.reversed()) {
      boolean behind = makers.stream().anyMatch(h -> h.dependsOn(g));
      if (!behind && join(g, v, e, order, makers)) {
        return;
      }
    }
    for (Group g : new ArrayList<>(open).reversed()) {
      boolean related = leaves.stream().anyMatch(g.memory()::contains);
      boolean behind = makers.stream().anyMatch(h -> h.equals(g) || h.dependsOn(g));
      if (related && !behind && join(g, v, e, order, makers)) {
        return;
      }
    }
    Domain own =
        Domain.of(
            List.of(Group.shape(flow, v, level(e))),
            level(e) == Anchor.Level.REDUCTION ? List.of(summed(e)) : List.of());
    if (own == null) {
      throw new IllegalStateException("one shape always has its loops");
    }
    Group fresh = new Group(own);
    fresh.add(flow, new Anchor(v, e, order, level(e)), own);
    fresh.needs().addAll(makers);
    open.add(fresh);
    if (open.size() > MOST_OPEN) {
      close(open.getFirst());
    }
  }

  private static Anchor.Level level(Eqn e) {
    return Fusable.isReduction(e) ? Anchor.Level.REDUCTION : Anchor.Level.FULL;
  }

  private static Domain.Summed summed(Eqn e) {
    return new Domain.Summed(
        e.inputs().getFirst().aval().shape(), ((Reduction.Reduce) e.primitive()).axes());
  }

  private boolean join(Group g, Atom.Var v, Eqn e, int order, List<Group> makers) {
    Group.Fit fit = g.fit(flow, v);
    if (fit == null) {
      return false;
    }
    g.add(flow, new Anchor(v, e, order, fit.level()), fit.domain());
    makers.stream().filter(h -> !h.equals(g)).forEach(g.needs()::add);
    return true;
  }

  /// Makes one group of those that go over the same places and do not need each other.
  private void unite(List<Group> makers) {
    for (int i = 0; i < makers.size(); i++) {
      for (int k = makers.size() - 1; k > i; k--) {
        Group a = makers.get(i);
        Group b = makers.get(k);
        if (!a.dependsOn(b) && !b.dependsOn(a) && a.absorb(b)) {
          makers.remove(k);
          open.remove(b);
          for (Group g : open) {
            if (g.needs().remove(b)) {
              g.needs().add(a);
            }
          }
        }
      }
    }
  }

  /// Completes the group that makes a variable, if it is still open.
  void complete(Atom.Var v) {
    for (Group g : new ArrayList<>(open)) {
      if (g.anchor(v) != null) {
        close(g);
        return;
      }
    }
  }

  /// Completes all groups.
  void completeAll() {
    while (!open.isEmpty()) {
      close(open.getFirst());
    }
  }

  private void close(Group g) {
    while (!g.needs().isEmpty()) {
      close(g.needs().iterator().next());
    }
    open.remove(g);
    open.forEach(h -> h.needs().remove(g));
    emit.accept(g);
  }
}
