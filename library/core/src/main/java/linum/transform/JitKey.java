package linum.transform;

import java.util.List;
import java.util.Map;
import linum.core.Eval;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Config;
import linum.tree.Structure;

/// What a compiled program depends on: the structures and types of the arguments, and the settings
/// under which the function was traced.
record JitKey(
    List<Structure> structures,
    List<Aval> avals,
    List<Object> settings,
    Map<String, Integer> axisSizes) {

  static JitKey of(Arguments in) {
    return new JitKey(
        in.structures(),
        in.avals(),
        currentSettings(),
        Trace.current() == Eval.INSTANCE ? Map.of() : AxisNames.inScope());
  }

  static List<Object> currentSettings() {
    return Config.snapshot();
  }
}
