package linum.core;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import linum.ir.Jaxpr;

/// Where programs run. Found by [java.util.ServiceLoader].
public interface Backend {
  String name();

  /// Among the backends that are available, the one with the highest priority is the default.
  int priority();

  /// Why it does not work on this machine, in one line; empty if it works.
  Optional<String> problem();

  /// Whether it works on this machine.
  default boolean isAvailable() {
    return problem().isEmpty();
  }

  List<Device> devices();

  /// New memory of `byteSize` bytes, content undefined.
  Buffer allocate(long byteSize, Device device);

  /// New memory on a device with the given bytes of the host.
  default Buffer put(MemorySegment source, long byteSize, Device device) {
    Buffer buffer = allocate(byteSize, device);
    buffer.segment().copyFrom(source.asSlice(0, byteSize));
    return buffer;
  }

  /// The program ready to run, on the first of the devices. The operands of its elementwise
  /// equations have one shape or are scalars: [linum.ir.pass.ExplicitBroadcasts] is done.
  ///
  /// @param donated which inputs the program may overwrite; empty if none
  Executable compile(Jaxpr jaxpr, List<Boolean> donated);
}
