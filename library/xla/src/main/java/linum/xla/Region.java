package linum.xla;

import java.util.List;
import java.util.function.BiFunction;

/// A program inside an operation, such as the body of a loop.
///
/// @param body writes it into a block, given its arguments, and says what it gives
record Region(List<TensorType> arguments, BiFunction<Block, List<Tensor>, List<Tensor>> body) {
  Region {
    arguments = List.copyOf(arguments);
  }
}
