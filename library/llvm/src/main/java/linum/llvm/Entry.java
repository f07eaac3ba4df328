package linum.llvm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Calls the main function of a program.
final class Entry {
  @SuppressWarnings("restricted") // Java calls native code
  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  private Entry() {}

  /// Runs a program.
  ///
  /// @return 0 if the program ran to its end
  static int call(MemorySegment main, long table, long context) {
    try {
      return (int) CALL.invokeExact(main, table, context);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
