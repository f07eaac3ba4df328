package linum.llvm.plan;

import java.util.List;

/// Something a program does, after what stands before it.
///
/// `Step = Kernel | HostCall | Repeat | Choose`
public sealed interface Step permits Kernel, HostCall, Repeat, Choose {
  /// What must be in memory before.
  List<Value> reads();

  /// What is in memory afterwards.
  List<Value> writes();

  /// What is in memory only meanwhile.
  List<Value> scratch();
}
