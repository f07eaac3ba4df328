package linum.ir.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import linum.ir.Atom;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Takes sums of products out of scans: where all that a step does with a carried value is to add a
/// contraction to it, the factors of all steps are stacked and contracted at once after the loop.
///
/// The gradient of a recurrent network's weights is such a sum. Its products are shallow: each adds
/// a batch of outer products to an array as large as the weights, which goes through the caches in
/// every step. Together they are one deep product. The sum is taken in another order, so its
/// rounding differs.
///
/// A sum stays in the loop if its factors are larger than their product, which then is deep enough;
/// if a factor is the same in every step; and if what had to be stacked only for it would need more
/// memory than all that the loop reads and writes step by step anyhow.
public final class ScanSums {
  private ScanSums() {}

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(ScanSums.class, () -> rewrite(jaxpr));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), ScanSums::apply);
      List<CarriedSum> sums = p instanceof Control.Scan scan ? CarriedSum.of(scan) : List.of();
      if (p instanceof Control.Scan scan && !sums.isEmpty()) {
        split(scan, sums, e, out);
      } else {
        out.keep(e, p);
      }
    }
    return out.finish();
  }

  /// Adds a scan without its sums, and the sums after it.
  private static void split(Control.Scan scan, List<CarriedSum> sums, Eqn e, Rewriter out) {
    Jaxpr body = scan.jaxpr();
    int consts = scan.numConsts();
    Set<Integer> carries = new HashSet<>();
    Set<Eqn> gone = new HashSet<>();
    for (CarriedSum s : sums) {
      carries.add(s.carry());
      gone.add(s.plus());
      gone.add(s.product());
    }
    List<Boolean> inputs = without(carries, consts, body.inputs().size());
    List<Boolean> outputs = without(carries, 0, body.outputs().size());
    List<Atom> results = new ArrayList<>(DeadCode.select(body.outputs(), outputs));
    List<Atom.Var> made = new ArrayList<>(DeadCode.select(e.outputs(), outputs));
    Map<Atom, Atom> stacks = stacks(scan, e);
    for (CarriedSum s : sums) {
      for (Atom factor : s.factors()) {
        if (!stacks.containsKey(factor)) {
          Atom.Var stack =
              new Atom.Var(factor.aval().withShape(factor.aval().shape().insert(0, scan.length())));
          stacks.put(factor, stack);
          results.add(factor);
          made.add(stack);
        }
      }
    }
    List<Eqn> kept = body.eqns().stream().filter(q -> !gone.contains(q)).toList();
    Control.Scan rest =
        new Control.Scan(
            scan.length(),
            scan.reverse(),
            consts,
            scan.numCarry() - sums.size(),
            new Jaxpr(DeadCode.select(body.inputs(), inputs), kept, results),
            DeadCode.select(scan.linear(), inputs),
            scan.unroll());
    out.add(new Eqn(rest, out.now(DeadCode.select(e.inputs(), inputs)), made, e.source()));
    for (CarriedSum s : sums) {
      List<Atom> factors = s.factors().stream().map(stacks::get).toList();
      Atom.Var product = new Atom.Var(s.product().outputs().getFirst().aval());
      out.add(
          new Eqn(deep(s.contraction()), out.now(factors), List.of(product), s.product().source()));
      Atom start = out.now(e.inputs().get(consts + s.carry()));
      Atom.Var sum = e.outputs().get(s.carry());
      out.add(
          new Eqn(s.plus().primitive(), List.of(start, product), List.of(sum), s.plus().source()));
    }
  }

  private static List<Boolean> without(Set<Integer> carries, int first, int size) {
    return IntStream.range(0, size).mapToObj(i -> !carries.contains(i - first)).toList();
  }

  /// The arrays outside of the loop that a step sees slices of.
  private static Map<Atom, Atom> stacks(Control.Scan scan, Eqn e) {
    Map<Atom, Atom> stacks = new HashMap<>();
    Jaxpr body = scan.jaxpr();
    for (int i = scan.numConsts() + scan.numCarry(); i < body.inputs().size(); i++) {
      stacks.put(body.inputs().get(i), e.inputs().get(i));
    }
    for (int i = scan.numCarry(); i < body.outputs().size(); i++) {
      stacks.put(body.outputs().get(i), e.outputs().get(i));
    }
    return stacks;
  }

  /// The contraction of stacks, along the stacks too.
  private static DotGeneral deep(DotGeneral p) {
    return p.withAxes(
        p.lhsContracting().plus(1).insert(0, 0),
        p.rhsContracting().plus(1).insert(0, 0),
        p.lhsBatch().plus(1),
        p.rhsBatch().plus(1));
  }
}
