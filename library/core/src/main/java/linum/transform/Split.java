package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;
import org.jspecify.annotations.Nullable;

/// How an application of a primitive that holds programs falls into a known and an unknown part.
///
/// @param known takes the operands at `knownIn` and gives the known outputs, then the residuals;
///   null if there is nothing to compute
/// @param unknown takes what `unknownIn` says and gives the unknown outputs; an entry `i >= 0`
///   stands for operand `i`, an entry `~k` for residual `k`
/// @param residuals the types of the residuals
record Split(
    @Nullable Primitive known,
    List<Integer> knownIn,
    List<Aval> residuals,
    Primitive unknown,
    List<Integer> unknownIn,
    Mask unknownOut) {

  /// The parts of `p`, or null if the whole of it is unknown.
  ///
  /// @param unknown which operands are unknown; at least one is
  static @Nullable Split of(Primitive p, Mask unknown, List<Aval> in) {
    return switch (p) {
      case Call.Jit j -> jit(j, unknown);
      case Call.Remat r -> RematSplit.of(r, unknown);
      case Call.RematOpt r -> jit(new Call.Jit(r.name(), r.body()), unknown);
      case Call.CustomVmap v -> CustomVmapRules.split(v, unknown);
      case Control c -> ControlSplit.of(c, unknown, in);
      case Elementwise _,
          Movement _,
          Reduction _,
          Contraction _,
          Indexing _,
          Windowed _,
          Ordering _,
          Creation _,
          RandomPrimitive _,
          Callback _,
          Collective _,
          Marker _,
          Call.CustomJvp _,
          Call.CustomVjp _,
          Call.CustomLin _,
          Call.LinearCall _,
          Call.Composite _ ->
          null;
    };
  }

  private static Split jit(Call.Jit j, Mask unknown) {
    PartialEval.Parts parts = PartialEval.of(j.body(), unknown);
    return of(
        parts,
        unknown,
        new Call.Jit(j.name(), parts.known(), List.of(), j.inline()),
        new Call.Jit(j.name(), parts.unknown(), List.of(), j.inline()));
  }

  /// For primitives whose operands are those of their program.
  static Split of(
      PartialEval.Parts parts, Mask unknown, Primitive knownCall, Primitive unknownCall) {
    Jaxpr known = parts.known();
    int n = unknown.size();
    List<Integer> knownIn = new ArrayList<>();
    List<Integer> unknownIn = new ArrayList<>(parts.forwarded());
    for (int k = 0; k < parts.residuals(); k++) {
      unknownIn.add(~k);
    }
    for (int i = 0; i < n; i++) {
      (unknown.get(i) ? unknownIn : knownIn).add(i);
    }
    boolean idle = known.outputs().isEmpty() && known.effects().isEmpty();
    List<Aval> outputs = known.outputAvals();
    return new Split(
        idle ? null : knownCall,
        knownIn,
        outputs.subList(outputs.size() - parts.residuals(), outputs.size()),
        unknownCall,
        unknownIn,
        parts.unknownOut());
  }

  <T extends @Nullable Object> List<T> knownInputs(List<T> operands) {
    List<T> in = new ArrayList<>();
    knownIn.forEach(i -> in.add(operands.get(i)));
    return in;
  }

  <T extends @Nullable Object> List<T> unknownInputs(List<T> operands, List<? extends T> made) {
    List<T> in = new ArrayList<>();
    unknownIn.forEach(i -> in.add(i >= 0 ? operands.get(i) : made.get(~i)));
    return in;
  }
}
