package linum.core;

import java.util.List;

/// Inputs that a program takes for itself.
final class Donation {
  private Donation() {}

  /// Marks donated inputs, whose data has been taken already.
  @SuppressWarnings("ReferenceEquality") // it is about the same buffer, not about equal ones
  static void give(CompiledProgram program, List<ConcreteArray> inputs, Object[] sources) {
    for (int i = 0; i < sources.length; i++) {
      for (int j = 0; j < sources.length; j++) {
        if (i != j && program.donates(i) && sources[i].equals(sources[j])) {
          throw new IllegalStateException(
              "jit: an array of type %s is donated as argument %d, but it is argument %d, too\nPass a copy: x.copy()."
                  .formatted(inputs.get(i).aval(), i, j));
        }
      }
    }
    for (int i = 0; i < sources.length; i++) {
      if (program.donates(i)) {
        inputs.get(i).donate();
      }
    }
  }
}
