package linum.reference;

import java.util.Arrays;
import java.util.List;
import linum.core.Buffer;
import linum.core.Device;
import linum.core.Executable;
import linum.core.HostMemory;
import linum.core.MemoryAnalysis;
import linum.core.Report;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// A plan between buffers.
final class ReferenceExecutable implements Executable {
  /// Inputs with at least so many elements are read when they are needed.
  private static final int LARGE = 1 << 14;

  private final Jaxpr jaxpr;
  private final Plan plan;
  private final List<Boolean> donated;
  private final Device device;

  /// @param donated which inputs are given back once they are read; empty if none
  ReferenceExecutable(Jaxpr jaxpr, List<Boolean> donated, Device device) {
    this.jaxpr = jaxpr;
    this.plan = new Plan(jaxpr);
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

  /// It interprets the program as it is: every equation is a kernel, and no memory is shared.
  @Override
  public Report report() {
    return new Report(
        jaxpr,
        jaxpr.eqns().stream().map(ReferenceExecutable::kernel).toList(),
        "",
        new MemoryAnalysis(bytes(jaxpr.inputAvals()), bytes(jaxpr.outputAvals()), 0, 0));
  }

  private static Report.Kernel kernel(Eqn e) {
    return new Report.Kernel(
        e.primitive().label(),
        e.inputs().stream().map(Atom::aval).toList(),
        e.outputs().stream().map(Atom::aval).toList(),
        1,
        0);
  }

  private static long bytes(List<Aval> avals) {
    return avals.stream().mapToLong(Aval::byteSize).sum();
  }
}
