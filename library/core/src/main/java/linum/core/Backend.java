package linum.core;

import java.util.List;
import linum.ir.Jaxpr;

/// Where programs run. Found by [java.util.ServiceLoader].
public interface Backend {
  String name();

  /// Among the backends that are available, the one with the highest priority is the default.
  int priority();

  /// Whether it works on this machine.
  boolean isAvailable();

  List<Device> devices();

  /// New memory of `byteSize` bytes, content undefined.
  Buffer allocate(long byteSize, Device device);

  /// @param donated which inputs the program may overwrite; empty if none
  Executable compile(Jaxpr jaxpr, List<Boolean> donated);
}
