package linum.llvm.kernel;

import java.lang.foreign.MemorySegment;
import linum.core.Buffer;
import linum.core.Device;

/// Memory of a running program, shown to Java for the time of a call.
record LentBuffer(MemorySegment segment) implements Buffer {
  private static final Device CPU = new Device("cpu", 0);

  @Override
  public Device device() {
    return CPU;
  }

  @Override
  public long byteSize() {
    return segment.byteSize();
  }

  @Override
  public void delete() {
    throw new UnsupportedOperationException("the memory belongs to the program that runs");
  }

  @Override
  public boolean isDeleted() {
    return false;
  }
}
