package linum.ir.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Contraction;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Movement;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// Lets contractions read transposed operands, and write transposed results, where they can: a
/// contraction names its axes, so that nothing need be moved.
///
/// The gradient of a matrix product holds both. What is transposed for nobody else is left to
/// [DeadCode].
public final class FoldTransposes {
  private FoldTransposes() {}

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(FoldTransposes.class, () -> rewrite(jaxpr));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    Map<Atom, Eqn> makers = new HashMap<>();
    Map<Atom, Integer> uses = uses(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), FoldTransposes::apply);
      Eqn now = new Eqn(p, out.now(e.inputs()), e.outputs(), e.source());
      Eqn folded =
          switch (p) {
            case Contraction.DotGeneral dot -> withOperands(dot, now, makers);
            case Movement.Transpose t when uses.getOrDefault(e.inputs().getFirst(), 0) == 1 ->
                withResult(t, now, makers);
            default -> null;
          };
      if (folded == null) {
        out.keep(e, p);
      } else {
        out.add(folded);
      }
      e.outputs().forEach(v -> makers.put(v, folded == null ? now : folded));
    }
    return out.finish();
  }

  private static Map<Atom, Integer> uses(Jaxpr jaxpr) {
    Map<Atom, Integer> uses = new HashMap<>();
    jaxpr.eqns().forEach(e -> e.inputs().forEach(a -> uses.merge(a, 1, Integer::sum)));
    jaxpr.outputs().forEach(a -> uses.merge(a, 1, Integer::sum));
    return uses;
  }

  /// The contraction of what was transposed for it; null if it reads nothing such.
  private static @Nullable Eqn withOperands(
      Contraction.DotGeneral dot, Eqn e, Map<Atom, Eqn> makers) {
    Atom x = e.inputs().get(0);
    Atom y = e.inputs().get(1);
    Dims px = permutation(x, dot.lhsFree(x.aval().rank()), makers);
    Dims py = permutation(y, dot.rhsFree(y.aval().rank()), makers);
    if (px == null && py == null) {
      return null;
    }
    Dims onX = px == null ? Dims.range(x.aval().rank()) : px;
    Dims onY = py == null ? Dims.range(y.aval().rank()) : py;
    Contraction.DotGeneral plain =
        dot.withAxes(
            onX.at(dot.lhsContracting()),
            onY.at(dot.rhsContracting()),
            onX.at(dot.lhsBatch()),
            onY.at(dot.rhsBatch()));
    List<Atom> operands = List.of(source(x, px, makers), source(y, py, makers));
    return new Eqn(plain, operands, e.outputs(), e.source());
  }

  /// How an operand was transposed, if its free axes keep their order without that.
  private static @Nullable Dims permutation(Atom a, Dims free, Map<Atom, Eqn> makers) {
    Eqn maker = makers.get(a);
    if (maker == null || !(maker.primitive() instanceof Movement.Transpose t)) {
      return null;
    }
    Dims before = t.permutation().at(free);
    return before.equals(before.sorted()) ? t.permutation() : null;
  }

  private static Atom source(Atom a, @Nullable Dims permutation, Map<Atom, Eqn> makers) {
    Eqn maker = makers.get(a);
    return permutation == null || maker == null ? a : maker.inputs().getFirst();
  }

  /// The contraction that gives a transposed result at once; null if there is none.
  private static @Nullable Eqn withResult(Movement.Transpose t, Eqn e, Map<Atom, Eqn> makers) {
    Eqn maker = makers.get(e.inputs().getFirst());
    if (maker == null || !(maker.primitive() instanceof Contraction.DotGeneral dot)) {
      return null;
    }
    int batch = dot.lhsBatch().rank();
    int left = maker.inputs().get(0).aval().rank() - batch - dot.lhsContracting().rank();
    int rank = t.permutation().rank();
    Dims order = t.permutation();
    Dims batches = order.slice(0, batch);
    Dims rest = order.slice(batch, rank);
    if (!batches.sorted().equals(Dims.range(batch))) {
      return null;
    }
    Dims lhsFirst = Dims.range(batch, rank);
    Dims rhsFirst = Dims.range(batch + left, rank).concat(Dims.range(batch, batch + left));
    boolean swapped = rest.equals(rhsFirst);
    if (!swapped && !rest.equals(lhsFirst)) {
      return null;
    }
    Dims lhsBatch = dot.lhsBatch().at(batches);
    Dims rhsBatch = dot.rhsBatch().at(batches);
    List<Atom> operands = new ArrayList<>(maker.inputs());
    Contraction.DotGeneral direct;
    if (swapped) {
      operands = operands.reversed();
      direct = dot.withAxes(dot.rhsContracting(), dot.lhsContracting(), rhsBatch, lhsBatch);
    } else {
      direct = dot.withAxes(dot.lhsContracting(), dot.rhsContracting(), lhsBatch, rhsBatch);
    }
    return new Eqn(direct, operands, e.outputs(), maker.source());
  }
}
