package linum.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.HostMemory;
import linum.ir.Atom;
import org.jspecify.annotations.Nullable;

/// The arrays that are written into a program. They stay where they are, and stay reachable as long
/// as the program.
final class Constants {
  private final ConcreteArray[] arrays;
  private volatile Buffer @Nullable [] buffers;
  private MemorySegment addresses = MemorySegment.NULL;

  Constants(List<Atom.Constant> atoms) {
    this.arrays = atoms.stream().map(c -> (ConcreteArray) c.array()).toArray(ConcreteArray[]::new);
  }

  /// Their addresses. The first call waits until all are computed.
  ///
  /// @throws IllegalStateException if one was deleted or donated
  MemorySegment table() {
    if (arrays.length == 0) {
      return MemorySegment.NULL;
    }
    Buffer[] known = buffers;
    if (known == null) {
      known = find();
    }
    for (int i = 0; i < known.length; i++) {
      if (arrays[i].isDeleted()) {
        throw new IllegalStateException(
            "a program refers to an array of type %s that was deleted or donated"
                .formatted(arrays[i].aval()));
      }
    }
    return addresses;
  }

  private synchronized Buffer[] find() {
    Buffer[] found = new Buffer[arrays.length];
    MemorySegment table = Arena.ofAuto().allocate(8L * arrays.length, 8);
    for (int i = 0; i < arrays.length; i++) {
      found[i] = onHost(arrays[i].buffer());
      table.setAtIndex(ValueLayout.JAVA_LONG, i, found[i].segment().address());
    }
    addresses = table;
    buffers = found;
    return found;
  }

  private static Buffer onHost(Buffer b) {
    if (b.device().equals(LlvmBackend.CPU)) {
      return b;
    }
    Buffer copy = HostMemory.allocate(b.byteSize(), LlvmBackend.CPU);
    copy.segment().copyFrom(b.segment());
    return copy;
  }
}
