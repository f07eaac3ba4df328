package linum.core;

import java.util.List;
import linum.ir.Rule;

/// Java code that a running program calls: the rule inside every [linum.ir.Callback].
///
/// It runs on the host with the values of its operands. A backend calls it on the thread that runs
/// the program.
public interface HostCallback extends Rule {
  /// Runs it.
  ///
  /// @return one array for each result the primitive declares; empty for a debugging callback
  List<ConcreteArray> call(List<ConcreteArray> operands);
}
