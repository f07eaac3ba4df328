package linum.llvm.plan;

import java.util.List;

/// Steps in order, inside a loop or a branch or as a whole program.
///
/// @param inputs what is in memory before; for a program its arguments
/// @param outputs what the steps are for
public record Region(List<Value> inputs, List<Step> steps, List<Value> outputs) {
  public Region {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
  }
}
