package linum.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import linum.llvm.plan.HostCall;
import linum.llvm.plan.Value;

/// The function through which native code calls Java.
final class HostStub {
  /// Where it is.
  static final long ADDRESS = make();

  private HostStub() {}

  @SuppressWarnings("restricted") // native code calls Java
  private static long make() {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findStatic(
                  HostStub.class,
                  "call",
                  MethodType.methodType(int.class, long.class, long.class, long.class));
      FunctionDescriptor type =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG);
      return Linker.nativeLinker().upcallStub(target, type, Arena.global()).address();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /// Must not throw: an exception that reaches native code ends the process.
  ///
  /// @return 0 if all went well
  @SuppressWarnings("unused") // called by native code
  private static int call(long context, long id, long closure) {
    Frame frame = Frame.current();
    try {
      HostCall call = frame.hostCall((int) id);
      call.work()
          .run(
              segments(call.reads(), closure),
              segments(call.writes(), closure + 8L * call.reads().size()));
      frame.returned();
      return 0;
    } catch (Throwable e) {
      frame.fail(e);
      return 1;
    }
  }

  @SuppressWarnings("restricted") // the sizes are those of the values
  private static List<MemorySegment> segments(List<Value> values, long addresses) {
    MemorySegment pointers = MemorySegment.ofAddress(addresses).reinterpret(8L * values.size());
    List<MemorySegment> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      long address = pointers.getAtIndex(ValueLayout.JAVA_LONG, i);
      all.add(MemorySegment.ofAddress(address).reinterpret(values.get(i).aval().byteSize()));
    }
    return all;
  }
}
