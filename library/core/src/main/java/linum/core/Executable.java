package linum.core;

import java.util.List;

/// A program compiled by a backend.
public interface Executable {
  /// Runs it. Donated inputs are deleted or reused.
  ///
  /// @param inputs one buffer for each input of the program, with its type's size
  /// @return one buffer for each output
  List<Buffer> run(List<Buffer> inputs);

  /// Roughly how many operations on elements a run takes; small programs run on the caller's
  /// thread.
  long cost();

  /// What the backend made of the program. It may be made anew each time it is asked for.
  Report report();
}
