package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Programs;
import linum.core.Trace;
import org.jspecify.annotations.Nullable;

/// The derivative of a function at a point, as a linear program that can be run either way.
///
/// @param outputs the values of the function
/// @param program takes known values, then the tangents of the inputs that have one, and gives the
///   tangents of the outputs in `nonzero`
record Reverse(List<Array> outputs, Linear.Recorded program, Mask active, Mask nonzero) {

  /// Runs `f` once, under the current interpreter.
  ///
  /// @param active which inputs are differentiated
  static Reverse linearize(Function<List<Array>, List<Array>> f, List<Array> primals, Mask active) {
    Linear linear = new Linear(Trace.current());
    Mask inexact = Mask.of(active.size(), i -> active.get(i) && primals.get(i).dtype().isInexact());
    List<@Nullable Array> tangents = new ArrayList<>();
    for (int i = 0; i < primals.size(); i++) {
      tangents.add(inexact.get(i) ? linear.unknown(primals.get(i).aval()) : null);
    }
    Duals out = new Jvp(linear).push(f, primals, tangents);
    Mask nonzero = Mask.present(out.tangents());
    Linear.Recorded recorded = linear.run(() -> linear.recorded(Duals.present(out.tangents())));
    return new Reverse(out.primals(), recorded, inexact, nonzero);
  }

  /// The tangents of the outputs for tangents of the active inputs.
  List<@Nullable Array> forward(List<Array> tangents) {
    List<Array> in = new ArrayList<>(program.known());
    in.addAll(tangents);
    return nonzero.spread(Programs.eval(program.jaxpr(), in));
  }

  /// The cotangents of the active inputs, null where zero, for cotangents of all outputs.
  List<@Nullable Array> backward(List<@Nullable Array> cotangents) {
    List<@Nullable Array> in = new ArrayList<>(program.known());
    in.addAll(Duals.zeros(active.count()));
    return Transposition.run(program.jaxpr(), in, nonzero.select(cotangents));
  }
}
