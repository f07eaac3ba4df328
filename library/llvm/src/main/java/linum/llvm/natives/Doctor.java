package linum.llvm.natives;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import linum.ir.Config;

/// What the CPU compiler finds on this machine.
public final class Doctor {
  /// The features of processors that make code for arrays faster, in LLVM's words.
  private static final List<String> NOTABLE =
      List.of(
          "sse4.2",
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512bw",
          "avx512vl",
          "avx512vnni",
          "avx512bf16",
          "avx512fp16",
          "amx-tile",
          "neon",
          "fullfp16",
          "dotprod",
          "bf16",
          "i8mm",
          "sve",
          "sve2");

  private Doctor() {}

  /// A name and what there is to say of it.
  ///
  /// @param name `LLVM`
  /// @param text `LLVM 20.1.7, /usr/lib/llvm-20/lib/libLLVM.so.1 (system)`
  public record Fact(String name, String text) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-12s %s", name, text);
    }
  }

  /// The backend that is the default, the virtual machine, the processor, the compiler, the cache
  /// on disk and the threads.
  public static List<Fact> facts() {
    return List.of(
        new Fact("Backend", backend()),
        new Fact("JVM", System.getProperty("java.vm.name") + " " + Runtime.version()),
        new Fact("Processor", processor()),
        new Fact("LLVM", llvm()),
        new Fact("Cache", cache(ObjectCache.configured())),
        new Fact("Threads", Integer.toString(Threads.get())));
  }

  /// Prints the facts, one a line.
  ///
  /// @param arguments `--unpack` to have the library unpacked before, where it is in a jar, so that
  ///   no program has to wait for it
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--unpack")) {
      unpack();
    }
    facts().forEach(IO::println);
  }

  private static void unpack() {
    try {
      Llvm.get();
    } catch (IllegalStateException _) {
      // the facts say so
    }
  }

  private static String backend() {
    try {
      Optional<Llvm> _ = Llvm.getUnpacked();
      return "llvm";
    } catch (IllegalStateException _) {
      return "reference, in plain Java: LLVM is missing";
    }
  }

  private static String processor() {
    try {
      return Llvm.getUnpacked().map(llvm -> processor(llvm.host())).orElse("not asked for yet");
    } catch (IllegalStateException _) {
      return "not known without LLVM";
    }
  }

  private static String processor(Target target) {
    return Stream.concat(Stream.of(target.cpu()), NOTABLE.stream().filter(target::has))
        .collect(Collectors.joining(" "));
  }

  private static String llvm() {
    try {
      return Llvm.getUnpacked()
          .map(llvm -> llvm.found().toString())
          .orElse("org.bytedeco:llvm, unpacked into the cache when it is first needed");
    } catch (IllegalStateException e) {
      return "missing: " + e.getMessage();
    }
  }

  private static String cache(ObjectCache cache) {
    Path folder = Config.COMPILATION_CACHE_DIR.get();
    String objects =
        cache.limit() == 0
            ? "off"
            : "%s of at most %s"
                .formatted(megabytes(CachedFiles.bytes(cache.folder())), megabytes(cache.limit()));
    return "%s: objects %s, libraries %s"
        .formatted(folder, objects, megabytes(CachedFiles.bytes(folder.resolve("natives"))));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024.0));
  }
}
