package linum.llvm.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import linum.core.LargeMemory;

/// Large blocks straight from the operating system, on pages of 2 MiB where it has them.
///
/// The first touch of a page is a fault that takes a microsecond or two; of small pages, a result
/// of 40 MB has ten thousand.
public final class HugePages implements LargeMemory {
  private static final long PAGE = 2L << 20;

  // Of Linux' sys/mman.h, the same on x86-64 and AArch64.
  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int HUGE = 14;

  private final Library system;

  private HugePages(Library system) {
    this.system = system;
  }

  /// The source for this system; empty where it is not known how to ask.
  public static Optional<LargeMemory> find() {
    Library system = new Library(Linker.nativeLinker().defaultLookup());
    boolean known =
        System.getProperty("os.name").equals("Linux")
            && system.find("mmap").isPresent()
            && system.find("madvise").isPresent();
    return known ? Optional.of(new HugePages(system)) : Optional.empty();
  }

  @Override
  @SuppressWarnings("restricted") // the block is what was mapped, and is unmapped once
  public MemorySegment allocate(Arena arena, long byteSize, long alignment) {
    if (byteSize < 2 * PAGE) {
      return arena.allocate(byteSize, alignment);
    }
    long length = byteSize + PAGE;
    long address = system.call("mmap", 0, length, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (address == -1) {
      throw new OutOfMemoryError("the system has no " + length + " bytes");
    }
    long begin = Math.ceilDiv(address, PAGE) * PAGE;
    // Where there are no huge pages the advice is refused, and nothing changes.
    system.call("madvise", begin, byteSize, HUGE);
    return MemorySegment.ofAddress(begin)
        .reinterpret(byteSize, arena, _ -> system.call("munmap", address, length));
  }
}
