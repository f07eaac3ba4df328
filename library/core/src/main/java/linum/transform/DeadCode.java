package linum.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// Taking equations out of a program whose outputs nobody reads.
final class DeadCode {
  private DeadCode() {}

  private record Key(Mask used) {}

  /// The program without equations that contribute to no output; its inputs stay.
  static Jaxpr removed(Jaxpr jaxpr) {
    return new Jaxpr(jaxpr.inputs(), live(jaxpr.eqns(), jaxpr.outputs()), jaxpr.outputs());
  }

  private static List<Eqn> live(List<Eqn> eqns, List<Atom> outputs) {
    Set<Atom> used = new HashSet<>(outputs);
    List<Eqn> kept = new ArrayList<>();
    for (Eqn e : eqns.reversed()) {
      Mask read = Mask.of(e.outputs().size(), i -> used.contains(e.outputs().get(i)));
      if (read.isEmpty() && e.primitive().effects().isEmpty()) {
        continue;
      }
      Eqn slim = read.count() < read.size() ? slim(e, read) : e;
      used.addAll(slim.inputs());
      kept.add(slim);
    }
    return kept.reversed();
  }

  // A call gives only what is read.
  private static Eqn slim(Eqn e, Mask read) {
    if (!(e.primitive() instanceof Call.Jit jit) || !jit.donated().isEmpty()) {
      return e;
    }
    Jaxpr body =
        jit.body()
            .derived(
                new Key(read),
                () ->
                    removed(
                        new Jaxpr(
                            jit.body().inputs(),
                            jit.body().eqns(),
                            read.select(jit.body().outputs()))));
    return new Eqn(
        new Call.Jit(jit.name(), body, List.of(), jit.inline()),
        e.inputs(),
        read.select(e.outputs()),
        e.source());
  }
}
