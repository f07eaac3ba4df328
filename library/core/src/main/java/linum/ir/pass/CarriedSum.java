package linum.ir.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Binary;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// A sum of products that a scan carries and reads for nothing but to add to it.
///
/// @param carry its number among the carried values
/// @param plus what adds the product of a step to it
/// @param product the contraction of a step, which nothing else reads
record CarriedSum(int carry, Eqn plus, Eqn product) {

  List<Atom> factors() {
    return product.inputs();
  }

  DotGeneral contraction() {
    return (DotGeneral) product.primitive();
  }

  /// The sums that are better taken after the loop.
  static List<CarriedSum> of(Control.Scan scan) {
    Jaxpr body = scan.jaxpr();
    Map<Atom, Integer> uses = new HashMap<>();
    Map<Atom, Eqn> makers = new HashMap<>();
    for (Eqn e : body.eqns()) {
      e.inputs().forEach(a -> uses.merge(a, 1, Integer::sum));
      e.outputs().forEach(v -> makers.put(v, e));
    }
    body.outputs().forEach(a -> uses.merge(a, 1, Integer::sum));
    Set<Atom> stacked = stacked(scan);
    long room = bytes(stacked);
    List<CarriedSum> found = new ArrayList<>();
    for (int i = 0; i < scan.numCarry(); i++) {
      CarriedSum sum = find(scan, i, uses, makers);
      if (sum != null && sum.isShallow() && sum.varies(scan)) {
        Set<Atom> more = new HashSet<>(sum.factors());
        more.removeAll(stacked);
        if (bytes(more) <= room) {
          room -= bytes(more);
          stacked.addAll(more);
          found.add(sum);
        }
      }
    }
    return found;
  }

  private static @Nullable CarriedSum find(
      Control.Scan scan, int carry, Map<Atom, Integer> uses, Map<Atom, Eqn> makers) {
    Atom before = scan.jaxpr().inputs().get(scan.numConsts() + carry);
    Atom after = scan.jaxpr().outputs().get(carry);
    Eqn plus = makers.get(after);
    if (plus == null
        || (plus.primitive() != Binary.ADD && plus.primitive() != Binary.ADD_ANY)
        || !plus.inputs().contains(before)
        || uses.getOrDefault(before, 0) != 1
        || uses.getOrDefault(after, 0) != 1) {
      return null;
    }
    Atom added = plus.inputs().get(1 - plus.inputs().indexOf(before));
    Eqn product = makers.get(added);
    if (product == null
        || !(product.primitive() instanceof DotGeneral)
        || uses.getOrDefault(added, 0) != 1
        || !added.aval().matches(before.aval())) {
      return null;
    }
    return new CarriedSum(carry, plus, product);
  }

  /// What a step takes from an array or gives to one.
  private static Set<Atom> stacked(Control.Scan scan) {
    Jaxpr body = scan.jaxpr();
    int first = scan.numConsts() + scan.numCarry();
    Set<Atom> all = new HashSet<>(body.inputs().subList(first, body.inputs().size()));
    all.addAll(body.outputs().subList(scan.numCarry(), body.outputs().size()));
    return all;
  }

  private static long bytes(Set<Atom> atoms) {
    return atoms.stream().mapToLong(a -> a.aval().byteSize()).sum();
  }

  /// Whether its factors together are no larger than their product.
  private boolean isShallow() {
    long size = factors().stream().mapToLong(a -> a.aval().size()).sum();
    return size <= product.outputs().getFirst().aval().size();
  }

  /// Whether both factors may be others in each step.
  private boolean varies(Control.Scan scan) {
    List<Atom.Var> same = scan.jaxpr().inputs().subList(0, scan.numConsts());
    return factors().stream().allMatch(a -> a instanceof Atom.Var v && !same.contains(v));
  }
}
