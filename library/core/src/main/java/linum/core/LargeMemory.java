package linum.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where the host's memory takes large blocks from.
///
/// [Arena#allocate] fills what it gives with zeros, which for a large array takes longer than most
/// programs take to fill it with results. A backend that calls the operating system anyway can
/// [register][HostMemory#setLargeMemory] something faster.
@FunctionalInterface
public interface LargeMemory {
  /// A block whose content is undefined.
  ///
  /// @param arena when it is closed, the block is given back
  /// @param byteSize at least 64 KiB
  /// @param alignment of its address, in bytes
  /// @throws OutOfMemoryError if there is none
  MemorySegment allocate(Arena arena, long byteSize, long alignment);
}
