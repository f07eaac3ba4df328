package linum.ir.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// Leaves away equations whose results nobody reads. Equations with effects stay. Compiled
/// functions, checkpoints, loops and branches lose the results, operands and carried values that
/// are not needed.
public final class DeadCode {

  /// A program without some of its inputs.
  ///
  /// @param usedInputs which inputs of the original are left
  public record Pruned(Jaxpr jaxpr, List<Boolean> usedInputs) {
    public Pruned {
      usedInputs = List.copyOf(usedInputs);
    }
  }

  private record Key(List<Boolean> usedOutputs) {}

  private DeadCode() {}

  /// The program with its inputs and results, and without useless equations.
  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(
        DeadCode.class, () -> cut(jaxpr, all(jaxpr.outputs().size()), all(jaxpr.inputs().size())));
  }

  /// The program with some of its results only, and without the inputs that these do not need.
  ///
  /// @param usedOutputs which results are wanted
  public static Pruned prune(Jaxpr jaxpr, List<Boolean> usedOutputs) {
    return jaxpr.derived(
        new Key(List.copyOf(usedOutputs)),
        () -> {
          List<Boolean> used = usedInputs(jaxpr, usedOutputs);
          return new Pruned(cut(jaxpr, usedOutputs, used), used);
        });
  }

  /// Which inputs the given results and all effects need.
  static List<Boolean> usedInputs(Jaxpr jaxpr, List<Boolean> usedOutputs) {
    Set<Atom> live = new HashSet<>(select(jaxpr.outputs(), usedOutputs));
    liveEquations(jaxpr, live);
    return jaxpr.inputs().stream().map(live::contains).toList();
  }

  /// The program from the given inputs, which must be all that are needed, to the given results;
  /// the program itself if nothing changes.
  static Jaxpr cut(Jaxpr jaxpr, List<Boolean> outputs, List<Boolean> inputs) {
    List<Atom> results = select(jaxpr.outputs(), outputs);
    List<Eqn> eqns = liveEquations(jaxpr, new HashSet<>(results));
    boolean same = !outputs.contains(false) && !inputs.contains(false) && eqns.equals(jaxpr.eqns());
    return same ? jaxpr : new Jaxpr(select(jaxpr.inputs(), inputs), eqns, results);
  }

  // Adds what the equations read to the live atoms.
  private static List<Eqn> liveEquations(Jaxpr jaxpr, Set<Atom> live) {
    List<Eqn> kept = new ArrayList<>();
    for (Eqn e : jaxpr.eqns().reversed()) {
      List<Boolean> used = e.outputs().stream().map(live::contains).toList();
      Eqn now = equation(e, used);
      if (now != null) {
        live.addAll(now.inputs());
        kept.add(now);
      }
    }
    return kept.reversed();
  }

  private static @Nullable Eqn equation(Eqn e, List<Boolean> used) {
    if (!used.contains(true) && e.primitive().effects().isEmpty()) {
      return null;
    }
    return switch (e.primitive()) {
      case Call.Jit c -> {
        Pruned p = prune(c.body(), used);
        List<Boolean> donated =
            c.donated().isEmpty() ? List.of() : select(c.donated(), p.usedInputs());
        yield p.jaxpr() == c.body()
            ? e
            : with(e, new Call.Jit(c.name(), p.jaxpr(), donated, c.inline()), p.usedInputs(), used);
      }
      case Call.Remat c -> {
        Pruned p = prune(c.body(), used);
        yield p.jaxpr() == c.body()
            ? e
            : with(
                e,
                new Call.Remat(p.jaxpr(), c.policy(), c.preventCse(), c.differentiated()),
                p.usedInputs(),
                used);
      }
      case Call.RematOpt c when !used.subList(0, c.numResiduals()).contains(true) -> {
        Pruned p = prune(c.function(), used.subList(c.numResiduals(), used.size()));
        yield with(e, new Call.Jit(c.name(), p.jaxpr()), p.usedInputs(), used);
      }
      case Control.Cond c -> DeadLoops.cond(e, c, used);
      case Control.Scan c -> DeadLoops.scan(e, c, used);
      case Control.While c -> DeadLoops.whileLoop(e, c, used);
      case Primitive _ -> e;
    };
  }

  /// An equation with another primitive, which has some of its operands and results.
  static Eqn with(Eqn e, Primitive p, List<Boolean> usedInputs, List<Boolean> usedOutputs) {
    return new Eqn(p, select(e.inputs(), usedInputs), select(e.outputs(), usedOutputs), e.source());
  }

  static <T> List<T> select(List<T> list, List<Boolean> which) {
    return IntStream.range(0, list.size()).filter(which::get).mapToObj(list::get).toList();
  }

  static List<Boolean> all(int n) {
    return Collections.nCopies(n, true);
  }
}
