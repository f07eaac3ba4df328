package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The functions of a native library, called by name.
///
/// Arguments and results are pointers and integers, all given as `long`, and every call passes
/// [#MOST] of them. In the calling conventions of x86-64 and AArch64 an integer argument has a
/// register or a slot of 64 bits of which the callee reads what it declares, and who calls removes
/// what the callee does not know of. So one shape of call serves all functions: the JVM takes ten
/// milliseconds for each shape at start-up, and with their exact types LLVM's functions have
/// dozens.
final class Library {
  /// How many arguments a function may have.
  private static final int MOST = 7;

  private static final MethodHandle CALL = callOfAny();

  private final SymbolLookup symbols;
  private final Map<String, MemorySegment> functions = new ConcurrentHashMap<>();

  Library(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  @SuppressWarnings("restricted") // see above
  private static MethodHandle callOfAny() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                JAVA_LONG));
  }

  /// Makes the shape of the calls, so that nobody has to wait for it later.
  static void prepare() {
    Objects.requireNonNull(CALL);
  }

  Optional<MemorySegment> find(String function) {
    return symbols.find(function);
  }

  /// Calls a function whose result is an integer or a pointer, or is not looked at. Of a result of
  /// fewer than 64 bits the upper ones are undefined.
  ///
  /// @throws IllegalStateException if the library has no such function
  long call(String function, long... arguments) {
    MemorySegment address = functions.computeIfAbsent(function, this::address);
    long[] a = new long[MOST];
    System.arraycopy(arguments, 0, a, 0, arguments.length);
    try {
      return (long) CALL.invokeExact(address, a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " failed", e);
    }
  }

  /// Calls a function of two arguments.
  static long call(MemorySegment function, long a, long b) {
    try {
      return (long) CALL.invokeExact(function, a, b, 0L, 0L, 0L, 0L, 0L);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native function failed", e);
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

  private MemorySegment address(String function) {
    return find(function)
        .orElseThrow(
            () -> new IllegalStateException("the native library has no function " + function));
  }
}
