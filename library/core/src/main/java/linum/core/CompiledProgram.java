package linum.core;

import java.util.List;
import linum.ir.Aval;

/// A program compiled for one backend, with all that [Dispatch] needs to know to run it.
///
/// @param out the types of the outputs
/// @param donated which inputs the program may overwrite; empty if none
/// @param effects whether it does something besides computing its outputs
public record CompiledProgram(
    Backend backend,
    Executable executable,
    List<Aval> out,
    List<Boolean> donated,
    boolean effects) {
  public CompiledProgram {
    out = List.copyOf(out);
    donated = donated.contains(true) ? List.copyOf(donated) : List.of();
  }

  /// Where its inputs must lie.
  Device device() {
    return backend.devices().getFirst();
  }

  boolean donates(int input) {
    return !donated.isEmpty() && donated.get(input);
  }
}
