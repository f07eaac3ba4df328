package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Derivatives of functions with a rule of their own for many examples: the rule is differentiated,
/// too.
final class CustomVmapRules {
  private CustomVmapRules() {}

  /// The derivative of a rule: it takes primals, then tangents, and gives outputs, then tangents.
  ///
  /// @param of the function that was differentiated
  /// @param nonzeroIn which primals have a tangent
  /// @param nonzeroOut which outputs have one
  private record Pushed(Call.CustomVmap of, Mask nonzeroIn, Mask nonzeroOut)
      implements CustomRules.VmapRule {
    @Override
    public String ruleName() {
      return of.vmap().ruleName();
    }

    @Override
    public List<Batched> apply(List<Batched> in, BatchAxis axis) {
      int n = nonzeroIn.size();
      List<@Nullable Batched> t = nonzeroIn.spread(in.subList(n, in.size()));
      // The rule knows one flag for both, so both get the axis if one has it.
      Mask mapped = Mask.of(n, i -> in.get(i).mapped() || Batched.isMapped(t.get(i)));
      List<Array> x = new ArrayList<>();
      List<@Nullable Array> dx = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        Batched tangent = t.get(i);
        x.add(full(in.get(i), mapped.get(i), axis));
        dx.add(tangent == null ? null : full(tangent, mapped.get(i), axis));
      }
      Mask[] flags = new Mask[1];
      Duals out =
          Jvp.jvp(
              primals -> {
                List<Batched> y = rule(of).apply(Batched.zip(primals, mapped), axis);
                flags[0] = Batched.mask(y);
                return Batched.arrays(y);
              },
              x,
              dx);
      List<Array> dy = nonzeroOut.select(Duals.full(out.tangents(), out.primals()));
      return Joined.of(
          Batched.zip(out.primals(), flags[0]), Batched.zip(dy, flags[0].at(nonzeroOut)));
    }

    private static Array full(Batched b, boolean mapped, BatchAxis axis) {
      return mapped ? axis.full(b) : b.array();
    }
  }

  /// The outputs of another rule from `first` on.
  private record From(CustomRules.VmapRule rule, int first) implements CustomRules.VmapRule {
    @Override
    public String ruleName() {
      return rule.ruleName();
    }

    @Override
    public List<Batched> apply(List<Batched> in, BatchAxis axis) {
      List<Batched> out = rule.apply(in, axis);
      return out.subList(first, out.size());
    }
  }

  private static CustomRules.VmapRule rule(Call.CustomVmap p) {
    return (CustomRules.VmapRule) p.vmap();
  }

  static Duals jvp(Call.CustomVmap p, List<Array> x, List<@Nullable Array> dx) {
    Mask in = Mask.present(dx);
    CallJvp.Pushed q = CallJvp.jvpJaxpr(p.body(), in, Mask.all(p.body().outputs().size()));
    int n = q.nonzeroOut().size();
    Call both = new Call.CustomVmap(p.name(), q.jaxpr(), new Pushed(p, in, q.nonzeroOut()));
    List<Array> out = Trace.bindAll(both, Joined.of(x, Duals.present(dx)));
    return new Duals(out.subList(0, n), q.nonzeroOut().spread(out.subList(n, out.size())));
  }

  /// Reverse mode knows the primals and not the tangents: the function by itself is known, and the
  /// tangents are computed from both.
  static @Nullable Split split(Call.CustomVmap p, Mask unknown) {
    if (!(p.vmap() instanceof Pushed pushed)) {
      return null;
    }
    int primals = pushed.nonzeroIn().size();
    if (!unknown.slice(0, primals).isEmpty()) {
      return null;
    }
    Jaxpr body = p.body();
    int outputs = pushed.nonzeroOut().size();
    List<Atom> tangents = body.outputs().subList(outputs, body.outputs().size());
    Call rest =
        new Call.CustomVmap(
            p.name(), new Jaxpr(body.inputs(), body.eqns(), tangents), new From(pushed, outputs));
    return new Split(
        pushed.of(),
        range(primals),
        List.of(),
        rest,
        range(unknown.size()),
        Mask.none(outputs).concat(Mask.all(tangents.size())));
  }

  private static List<Integer> range(int n) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(i);
    }
    return all;
  }
}
