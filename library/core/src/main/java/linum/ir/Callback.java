package linum.ir;

import java.util.List;
import java.util.Set;

/// Calls of Java code from inside a running program.
///
/// `Callback = Pure | Io | Debug | DebugPrint`
public sealed interface Callback extends Primitive {

  /// How `vmap` maps a callback, which it cannot look into.
  enum VmapMethod {
    /// One call an example.
    SEQUENTIAL,
    /// One call; every operand gets the mapped axis in front, of size 1 if it is not mapped.
    EXPAND_DIMS,
    /// One call; every operand is broadcast along the mapped axis in front.
    BROADCAST_ALL
  }

  /// A function of its operands and nothing else; it may be run any number of times, or never.
  record Pure(Rule callback, List<Aval> results, VmapMethod vmapMethod) implements Callback {
    public Pure {
      results = List.copyOf(results);
    }

    @Override
    public String label() {
      return "pure_callback";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return results;
    }

    @Override
    public List<Param> params() {
      return Param.of("callback", callback.ruleName(), "vmap_method", vmapMethod);
    }
  }

  /// Code with effects outside, run exactly once each time the program passes it.
  record Io(Rule callback, List<Aval> results, boolean ordered) implements Callback {
    public Io {
      results = List.copyOf(results);
    }

    @Override
    public String label() {
      return "io_callback";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return results;
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(ordered ? Effect.ORDERED_IO : Effect.IO);
    }

    @Override
    public List<Param> params() {
      return Param.of("callback", callback.ruleName(), "ordered", ordered);
    }
  }

  /// Code that looks at values and returns nothing.
  record Debug(Rule callback, boolean ordered) implements Callback {
    @Override
    public String label() {
      return "debug_callback";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of();
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(ordered ? Effect.ORDERED_DEBUG : Effect.DEBUG);
    }

    @Override
    public List<Param> params() {
      return Param.of("callback", callback.ruleName(), "ordered", ordered);
    }
  }

  /// A line printed while the program runs; `{}` and `{0}` in the format stand for operands.
  record DebugPrint(String format, boolean ordered) implements Callback {
    @Override
    public String label() {
      return "debug_print";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of();
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(ordered ? Effect.ORDERED_DEBUG : Effect.DEBUG);
    }

    @Override
    public List<Param> params() {
      return Param.of("fmt", format, "ordered", ordered);
    }
  }
}
