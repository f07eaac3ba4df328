package linum.core;

import java.lang.foreign.MemorySegment;

/// The memory of one array: row-major, off-heap, aligned to 64 bytes. Booleans take a byte each; a
/// random key is two `uint32`.
///
/// Nobody needs to free a buffer: its memory goes back to the pool when it is no longer reachable.
/// So whoever works on the [#segment] of a buffer keeps the buffer itself reachable meanwhile, with
/// [java.lang.ref.Reference#reachabilityFence].
public interface Buffer {
  Device device();

  /// How many bytes the elements take; the memory may be larger.
  long byteSize();

  /// The bytes, where the host can read them. Whoever did not make the buffer must not write.
  ///
  /// @throws IllegalStateException if the buffer was deleted, by [#delete] or by donation
  MemorySegment segment();

  /// Gives the memory back at once.
  void delete();

  boolean isDeleted();
}
