package linum.kernel.protocol;

/// A socket of the kernel that carries messages; the heartbeat only echoes and is not one of them.
public enum Channel {
  /// Requests to run and to look at code, answered in order.
  SHELL,
  /// Requests that must be answered while a cell runs: interrupt and shutdown.
  CONTROL,
  /// Requests of the kernel to the front end for a line of input.
  STDIN,
  /// What everybody may see: status, output, results.
  IOPUB
}
