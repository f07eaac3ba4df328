package linum.core;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// A buffer in the host's memory.
final class HostBuffer implements Buffer {
  private final Device device;
  private final long byteSize;
  private final Allocation allocation;
  private final MemorySegment segment;
  private volatile boolean deleted;

  /// Gives the memory back; set once, right after construction.
  Cleaner.@Nullable Cleanable cleanable;

  HostBuffer(Device device, long byteSize, Allocation allocation) {
    this.device = device;
    this.byteSize = byteSize;
    this.allocation = allocation;
    this.segment = allocation.segment().asSlice(0, byteSize);
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public long byteSize() {
    return byteSize;
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
    if (cleanable != null) {
      cleanable.clean();
    }
  }

  @Override
  public boolean isDeleted() {
    return deleted;
  }

  /// The memory of this buffer under another owner; this buffer is deleted.
  synchronized Allocation giveAway() {
    MemorySegment _ = segment();
    Allocation moved = allocation.moved();
    delete();
    return moved;
  }

  void describe(Aval aval) {
    allocation.describe(aval);
  }
}
