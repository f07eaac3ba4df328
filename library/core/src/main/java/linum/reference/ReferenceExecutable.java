package linum.reference;

import java.util.Arrays;
import java.util.List;
import linum.core.Buffer;
import linum.core.Device;
import linum.core.Executable;
import linum.core.HostMemory;
import linum.ir.Aval;

/// A plan between buffers.
final class ReferenceExecutable implements Executable {
  /// Inputs with at least so many elements are read when they are needed.
  private static final int LARGE = 1 << 14;

  private final Plan plan;
  private final List<Boolean> donated;
  private final Device device;

  /// @param donated which inputs are given back once they are read; empty if none
  ReferenceExecutable(Plan plan, List<Boolean> donated, Device device) {
    this.plan = plan;
    this.donated = List.copyOf(donated);
    this.device = device;
  }

  @Override
  public List<Buffer> run(List<Buffer> inputs) {
    Value[] values = new Value[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      boolean taken = !donated.isEmpty() && donated.get(i);
      Aval aval = plan.inputAval(i);
      values[i] =
          taken || aval.size() < LARGE
              ? Memory.load(inputs.get(i), aval)
              : Value.stored(inputs.get(i), aval);
      if (taken) {
        inputs.get(i).delete();
      }
    }
    Value[] results = plan.run(values);
    Buffer[] buffers = new Buffer[results.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = store(results[i]);
    }
    return Arrays.asList(buffers);
  }

  private Buffer store(Value value) {
    Buffer buffer = HostMemory.allocate((long) value.size() * value.dtype().byteSize(), device);
    Memory.store(value, buffer.segment());
    return buffer;
  }

  @Override
  public long cost() {
    return plan.cost();
  }
}
