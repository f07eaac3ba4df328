package linum.linen;

import java.util.List;
import java.util.function.Function;

/// A transformation of the body of a module, which passes variables and random keys through.
interface Transform {
  /// What stands before the class in automatic names: `Vmap` in `VmapDense_0`.
  String name();

  /// Runs the body of the module whose scope is current.
  ///
  /// @param body takes the arguments
  <R> R run(List<?> args, Function<List<?>, R> body);
}
