package linum.llvm;

import java.util.List;
import java.util.Optional;
import linum.core.Backend;
import linum.core.Buffer;
import linum.core.Device;
import linum.core.Executable;
import linum.core.HostMemory;
import linum.ir.Jaxpr;
import linum.llvm.natives.HugePages;
import linum.llvm.natives.Jit;

/// The backend that compiles for the CPU. It shares the memory of arrays with the reference
/// backend.
public final class LlvmBackend implements Backend {
  static final Device CPU = new Device("cpu", 0);

  @Override
  public String name() {
    return "llvm";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Optional<String> problem() {
    try {
      Jit.get();
      HugePages.find().ifPresent(HostMemory::setLargeMemory);
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IllegalCallerException e) {
      return Optional.of(
          e.getMessage() + ": start the JVM with --enable-native-access=ALL-UNNAMED");
    }
  }

  @Override
  public List<Device> devices() {
    return List.of(CPU);
  }

  @Override
  public Buffer allocate(long byteSize, Device device) {
    return HostMemory.allocate(byteSize, device);
  }

  @Override
  public Executable compile(Jaxpr jaxpr, List<Boolean> donated) {
    return Compilation.executable(jaxpr, donated);
  }
}
