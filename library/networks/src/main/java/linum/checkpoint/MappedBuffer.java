package linum.checkpoint;

import java.lang.foreign.MemorySegment;
import linum.core.Buffer;
import linum.core.Device;

/// A part of a mapped file as the memory of an array. The file stays mapped as long as somebody
/// refers to one of its parts.
final class MappedBuffer implements Buffer {
  private final MemorySegment segment;
  private volatile boolean deleted;

  MappedBuffer(MemorySegment segment) {
    this.segment = segment.asReadOnly();
  }

  @Override
  public Device device() {
    return new Device("cpu", 0);
  }

  @Override
  public long byteSize() {
    return segment.byteSize();
  }

  @Override
  public MemorySegment segment() {
    if (deleted) {
      throw new IllegalStateException("the memory of this array was given back");
    }
    return segment;
  }

  @Override
  public void delete() {
    deleted = true;
  }

  @Override
  public boolean isDeleted() {
    return deleted;
  }
}
