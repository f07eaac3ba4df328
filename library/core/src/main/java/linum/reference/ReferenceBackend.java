package linum.reference;

import java.util.List;
import java.util.Optional;
import linum.core.Backend;
import linum.core.Buffer;
import linum.core.Device;
import linum.core.Executable;
import linum.core.HostMemory;
import linum.ir.Jaxpr;

/// The backend in plain Java. It works everywhere, and gives way to every other one.
public final class ReferenceBackend implements Backend {
  private static final Device CPU = new Device(Interpreter.PLATFORM, 0);

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
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
    return new ReferenceExecutable(jaxpr, donated, CPU);
  }
}
