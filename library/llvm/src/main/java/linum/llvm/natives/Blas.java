package linum.llvm.natives;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Products of matrices and their factorizations from OpenBLAS: the addresses of its functions, for
/// [Jit#defineAbsolute].
///
/// Products are called through CBLAS (`cblas_sgemm`), factorizations through LAPACK's Fortran
/// interface (`spotrf_`), which every build has: matrices by columns, every argument a pointer,
/// integers of 32 bits, and for each text argument its length as an `i64` after all others.
/// OpenBLAS runs on the thread that calls it; who has several threads splits the work himself.
///
/// Nothing is loaded before [#get] is called, so programs without such operations do without it.
public final class Blas {
  private static @Nullable Blas instance;
  private static @Nullable String failure;

  private final Library library;
  private final Found found;

  private Blas(NativeSearch.Opened opened) {
    this.library = opened.library();
    this.found = opened.found();
    if (library.find("openblas_set_num_threads").isPresent()) {
      library.call("openblas_set_num_threads", 1);
    }
  }

  /// The one of this process. The first call loads it.
  ///
  /// @throws IllegalStateException if there is none that works, saying in a line what was tried
  public static synchronized Blas get() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    if (instance == null) {
      try {
        instance = new Blas(search().open(Blas::version));
      } catch (IllegalStateException e) {
        failure = e.getMessage();
        throw e;
      }
    }
    return instance;
  }

  /// The one of this process, unless it would have to be unpacked first.
  ///
  /// @throws IllegalStateException if there is none that works
  static synchronized Optional<Blas> getUnpacked() {
    if (instance == null) {
      instance = search().openUnpacked(Blas::version).map(Blas::new).orElse(null);
    }
    return Optional.ofNullable(instance);
  }

  private static NativeSearch search() {
    return new NativeSearch(
        "OpenBLAS", "linum.blas.library", "LINUM_BLAS_LIBRARY", systemFiles(), artifact());
  }

  /// The library that is used.
  public Found found() {
    return found;
  }

  /// Where a function starts: `cblas_sgemm`, `dgesdd_`.
  ///
  /// @throws IllegalStateException if the library has no such function
  public MemorySegment address(String function) {
    return library
        .find(function)
        .orElseThrow(
            () -> new IllegalStateException("%s has no function %s".formatted(found, function)));
  }

  private static List<String> systemFiles() {
    String name =
        Platform.HERE.isMac()
            ? "libopenblas.dylib"
            : Platform.HERE.isWindows() ? "libopenblas.dll" : "libopenblas.so.0";
    Stream<String> homebrew =
        Stream.of("/opt/homebrew/opt/openblas/lib/", "/usr/local/opt/openblas/lib/")
            .filter(_ -> Platform.HERE.isMac());
    return Stream.concat(
            Stream.concat(homebrew, Platform.HERE.libraryFolders().stream().map(f -> f + "/"))
                .map(folder -> folder + name),
            Stream.of(name))
        .toList();
  }

  static NativeArtifact artifact() {
    List<String> files =
        Platform.HERE.isMac()
            ? List.of(
                "libopenblas.0.dylib",
                "libgfortran.dylib",
                "libgfortran.5.dylib",
                "libquadmath.0.dylib",
                "libgcc_s.1.dylib",
                "libgcc_s.1.1.dylib")
            : Platform.HERE.isWindows()
                ? List.of(
                    "libopenblas.dll",
                    "libgfortran-5.dll",
                    "libquadmath-0.dll",
                    "libgcc_s_seh-1.dll",
                    "libwinpthread-1.dll")
                : List.of(
                    "libopenblas.so.0", "libgfortran.so.5", "libquadmath.so.0", "libgcc_s.so.1");
    return new NativeArtifact(
        "org.bytedeco:openblas", "org/bytedeco/openblas/" + Platform.HERE + "/", files);
  }

  /// The version of a library, or an exception if its functions are not those that are called.
  private static String version(Library library) {
    for (String needed : List.of("cblas_sgemm", "cblas_dgemm", "spotrf_", "dpotrf_")) {
      if (library.find(needed).isEmpty()) {
        throw new IllegalStateException("it has no function " + needed);
      }
    }
    if (library.find("openblas_get_config").isEmpty()) {
      return "BLAS";
    }
    String config = library.text("openblas_get_config").strip();
    if (config.contains("USE64BITINT")) {
      throw new IllegalStateException("its integers have 64 bits, and 32 are needed");
    }
    return config;
  }
}
