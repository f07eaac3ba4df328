package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of LLVM's C interface that compiling needs.
final class Llvm {
  private static final int OLDEST = 15;
  private static final int NEWEST = 22;

  /// From this version on the linker for objects of ELF places all sections of one side by side;
  /// that for Mach-O always did.
  private static final int LINKS_NEARBY = 18;

  // Constants of llvm-c/TargetMachine.h.
  private static final int OPTIMIZE_MOST = 3;
  private static final int RELOCATION_STATIC = 1;
  private static final int RELOCATION_PIC = 2;
  private static final int CODE_SMALL = 3;
  private static final int CODE_LARGE = 6;

  private static @Nullable Llvm instance;

  private final Library library;
  private final Found found;
  private final long target;
  private final Target host;

  private Llvm(NativeSearch.Opened opened) {
    this.library = opened.library();
    this.found = opened.found();
    String processor = Platform.HERE.llvmName();
    for (String part : new String[] {"TargetInfo", "Target", "TargetMC", "AsmPrinter"}) {
      library.call("LLVMInitialize" + processor + part);
    }
    String triple = message(library.call("LLVMGetDefaultTargetTriple"));
    String cpu = message(library.call("LLVMGetHostCPUName"));
    String features = sorted(message(library.call("LLVMGetHostCPUFeatures")));
    this.target = target(triple);
    this.host = new Target(triple, cpu, features, found.version());
  }

  /// The one of this process, loaded by the first call.
  ///
  /// @throws IllegalStateException if there is none that works
  static synchronized Llvm get() {
    if (instance == null) {
      Background.run(Library::prepare); // while the library is looked for
      instance = new Llvm(search().open(Llvm::version));
    }
    return instance;
  }

  /// The one of this process, unless it would have to be unpacked first.
  ///
  /// @throws IllegalStateException if there is none that works
  static synchronized Optional<Llvm> getUnpacked() {
    if (instance == null) {
      instance = search().openUnpacked(Llvm::version).map(Llvm::new).orElse(null);
    }
    return Optional.ofNullable(instance);
  }

  private static NativeSearch search() {
    String file =
        Platform.HERE.isMac()
            ? "libLLVM.dylib"
            : Platform.HERE.isWindows() ? "LLVM.dll" : "libLLVM.so";
    return new NativeSearch(
        "LLVM",
        "linum.llvm.library",
        "LINUM_LLVM_LIBRARY",
        LlvmFiles.inSystem(OLDEST, NEWEST),
        new NativeArtifact(
            "org.bytedeco:llvm", "org/bytedeco/llvm/" + Platform.HERE + "/", List.of(file)));
  }

  /// The version of a library, or an exception if it is none of those that are known to work.
  private static String version(Library library) {
    if (library.find("LLVMGetVersion").isEmpty()) {
      // Version 16 brought the function; 15 is the one that can be asked for opaque pointers.
      if (library.find("LLVMContextSetOpaquePointers").isEmpty()) {
        throw new IllegalStateException("it is no LLVM of version 15 or newer");
      }
      return "LLVM 15";
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parts = arena.allocate(JAVA_INT, 3);
      long address = parts.address();
      library.call("LLVMGetVersion", address, address + 4, address + 8);
      int major = parts.getAtIndex(JAVA_INT, 0);
      if (major < OLDEST || major > NEWEST) {
        throw new IllegalStateException(
            "it is LLVM %d, and versions %d to %d work".formatted(major, OLDEST, NEWEST));
      }
      int minor = parts.getAtIndex(JAVA_INT, 1);
      return "LLVM " + major + "." + minor + "." + parts.getAtIndex(JAVA_INT, 2);
    }
  }

  /// LLVM lists features as its hash tables have them.
  private static String sorted(String features) {
    String[] all = features.split(",");
    Arrays.sort(all);
    return String.join(",", all);
  }

  private int major() {
    String number = found.version().substring("LLVM ".length());
    int point = number.indexOf('.');
    return Integer.parseInt(point < 0 ? number : number.substring(0, point));
  }

  Found found() {
    return found;
  }

  Target host() {
    return host;
  }

  /// Calls a function of the library.
  long call(String function, long... arguments) {
    return library.call(function, arguments);
  }

  /// Calls a function that returns an error or null.
  ///
  /// @throws IllegalStateException if it returns an error, with its text
  void check(String doing, String function, long... arguments) {
    long error = library.call(function, arguments);
    if (error != 0) {
      long text = library.call("LLVMGetErrorMessage", error);
      String message = Library.string(text);
      library.call("LLVMDisposeErrorMessage", text);
      throw new IllegalStateException("LLVM cannot " + doing + ": " + message);
    }
  }

  /// The text at an address that LLVM allocated, which is freed.
  String message(long address) {
    String text = Library.string(address);
    library.call("LLVMDisposeMessage", address);
    return text;
  }

  private long target(String triple) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ADDRESS);
      MemorySegment error = arena.allocate(ADDRESS);
      int failed =
          (int)
              library.call(
                  "LLVMGetTargetFromTriple",
                  Library.text(arena, triple),
                  result.address(),
                  error.address());
      if (failed != 0) {
        throw new IllegalStateException(
            "LLVM knows no target " + triple + ": " + message(error.get(ADDRESS, 0).address()));
      }
      return result.get(ADDRESS, 0).address();
    }
  }

  /// A new machine to generate code for: this one. It may be used by one thread at a time.
  ///
  /// Where the linker may put the sections of an object more than 2 GiB apart — it does so once
  /// large arrays lie between free addresses — code refers to them by their full addresses.
  long newMachine() {
    boolean nearby = Platform.HERE.isMac() || (Platform.HERE.isLinux() && major() >= LINKS_NEARBY);
    try (Arena arena = Arena.ofConfined()) {
      return library.call(
          "LLVMCreateTargetMachine",
          target,
          Library.text(arena, host.triple()),
          Library.text(arena, host.cpu()),
          Library.text(arena, host.features()),
          OPTIMIZE_MOST,
          nearby ? RELOCATION_PIC : RELOCATION_STATIC,
          nearby ? CODE_SMALL : CODE_LARGE);
    }
  }
}
