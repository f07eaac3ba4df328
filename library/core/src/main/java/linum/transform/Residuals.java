package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.ir.Jaxpr;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What the forward pass of `fwdAndBwd` keeps for the backward pass: a tree of arrays, and the
/// program that runs backward.
///
/// In JAX: the pullback that `fwd` returns, a pytree, too.
///
/// @param pullback the same for all forward passes with arguments of the same types
public record Residuals(List<Array> arrays, Pullback pullback) {
  public Residuals {
    arrays = List.copyOf(arrays);
  }

  /// A derivative that runs backward, without its arrays.
  public static final class Pullback {
    private final Jaxpr program;
    private final Mask active;
    private final Mask nonzero;
    private final Structure out;
    private final List<Aval> outTypes;
    private final Structure in;
    private final List<Aval> inTypes;

    Pullback(Reverse r, Returned returned, Selection selection) {
      this.program = r.program().jaxpr();
      this.active = r.active();
      this.nonzero = r.nonzero();
      this.out = returned.structure();
      this.outTypes = ControlBody.avals(r.outputs());
      this.in = selection.structure();
      this.inTypes = ControlBody.avals(selection.leaves());
    }

    @Nullable Object apply(List<Array> known, @Nullable Object cotangent) {
      int values = out.leafCount();
      List<@Nullable Array> cts =
          Derivatives.cotangents("fwdAndBwd", out, outTypes.subList(0, values), cotangent);
      cts.addAll(Duals.zeros(outTypes.size() - values));
      Reverse r = new Reverse(List.of(), new Linear.Recorded(program, known), active, nonzero);
      List<@Nullable Array> back = r.backward(cts);
      List<Array> full = new ArrayList<>();
      int next = 0;
      for (int i = 0; i < inTypes.size(); i++) {
        Array ct = active.get(i) ? back.get(next++) : null;
        full.add(Derivatives.tangent(ct, new ShapeDtypeStruct(inTypes.get(i))));
      }
      return Tree.unflatten(in, full);
    }
  }
}
