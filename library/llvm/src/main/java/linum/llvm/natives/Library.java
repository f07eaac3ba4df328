package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The functions of a native library, called by name.
///
/// Arguments and results are pointers and integers, all given as `long`. The calling conventions of
/// x86-64 and AArch64 pass each in a register of 64 bits of which the callee reads what it
/// declares, so one shape of call for a number of arguments serves all functions: making a shape
/// costs milliseconds at start-up, and with their exact types the functions of LLVM have dozens.
final class Library {
  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup symbols;
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  Library(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  Optional<MemorySegment> find(String function) {
    return symbols.find(function);
  }

  /// Calls a function whose result is an integer or a pointer, or is not looked at. Of a result of
  /// fewer than 64 bits the upper ones are undefined.
  ///
  /// @throws IllegalStateException if the library has no such function
  long call(String function, long... a) {
    MethodHandle f = handles.computeIfAbsent(function, name -> handle(name, a.length));
    try {
      return switch (a.length) {
        case 0 -> (long) f.invokeExact();
        case 1 -> (long) f.invokeExact(a[0]);
        case 2 -> (long) f.invokeExact(a[0], a[1]);
        case 3 -> (long) f.invokeExact(a[0], a[1], a[2]);
        case 4 -> (long) f.invokeExact(a[0], a[1], a[2], a[3]);
        case 5 -> (long) f.invokeExact(a[0], a[1], a[2], a[3], a[4]);
        case 7 -> (long) f.invokeExact(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
        default ->
            throw new IllegalArgumentException(function + " with " + a.length + " arguments");
      };
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " failed", e);
    }
  }

  /// Calls a function that returns text which lives on.
  String text(String function, long... arguments) {
    return string(call(function, arguments));
  }

  @SuppressWarnings("restricted") // text of C ends with a null
  static String string(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
  }

  /// A null-terminated copy of the text.
  static long text(Arena arena, String text) {
    return arena.allocateFrom(text).address();
  }

  @SuppressWarnings("restricted") // who calls knows how many arguments a function has
  private MethodHandle handle(String name, int arity) {
    MemorySegment address =
        find(name)
            .orElseThrow(
                () -> new IllegalStateException("the native library has no function " + name));
    MemoryLayout[] arguments = Collections.nCopies(arity, JAVA_LONG).toArray(MemoryLayout[]::new);
    return LINKER.downcallHandle(address, FunctionDescriptor.of(JAVA_LONG, arguments));
  }
}
