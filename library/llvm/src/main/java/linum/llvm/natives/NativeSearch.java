package linum.llvm.natives;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds a native library: where the user says it is, among the libraries of the system, or in a
/// jar on the class path, in this order.
///
/// @param title what it is called in messages, `LLVM`
/// @param property the system property with the path of its file
/// @param variable the variable of the environment with the path of its file
/// @param system files, and names that the system's loader may know, best first
/// @param artifact the jar that has it
record NativeSearch(
    String title, String property, String variable, List<String> system, NativeArtifact artifact) {

  /// A library that works.
  record Opened(Library library, Found found) {}

  /// Opens the first library that passes the check.
  ///
  /// @param check returns the version of a library, or throws [IllegalStateException] saying why it
  ///   is of no use
  /// @throws IllegalStateException if there is none, saying in a line what was tried. A path that
  ///   the user set is tried alone
  Opened open(Function<Library, String> check) {
    List<String> tried = new ArrayList<>();
    Opened installed = installed(check, tried);
    if (installed != null) {
      return installed;
    }
    try {
      return open(artifact.unpack().toString(), artifact.toString(), check);
    } catch (IllegalArgumentException | IllegalStateException e) {
      tried.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      tried.add(artifact + " cannot be unpacked: " + e);
    }
    throw new IllegalStateException(
        "%s was not found: %s. Install it, or set -D%s=/path/to/its/file"
            .formatted(title, String.join("; ", tried), property));
  }

  /// Opens what is a file already, and changes nothing.
  ///
  /// @return empty where the library would have to be unpacked first
  /// @throws IllegalStateException as [#open]
  Optional<Opened> openUnpacked(Function<Library, String> check) {
    Opened installed = installed(check, new ArrayList<>());
    if (installed != null) {
      return Optional.of(installed);
    }
    return artifact.isPacked() ? Optional.empty() : Optional.of(open(check));
  }

  /// What the user set, or the system has.
  ///
  /// @param tried takes what was of no use, and why
  private @Nullable Opened installed(Function<Library, String> check, List<String> tried) {
    String set = System.getProperty(property, "");
    if (!set.isBlank()) {
      return single(set, "-D" + property, check);
    }
    String environment = System.getenv(variable);
    if (environment != null && !environment.isBlank()) {
      return single(environment, variable, check);
    }
    for (String candidate : system) {
      Path file = Path.of(candidate);
      if (file.isAbsolute() && !Files.isRegularFile(file)) {
        continue;
      }
      try {
        return open(candidate, "system", check);
      } catch (IllegalArgumentException | IllegalStateException e) {
        if (file.isAbsolute()) {
          tried.add(candidate + ": " + e.getMessage());
        }
      }
    }
    tried.addFirst("the system has none that works");
    return null;
  }

  private Opened single(String path, String how, Function<Library, String> check) {
    try {
      return open(path, how, check);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalStateException(
          "%s cannot be used: %s set by %s: %s. Name another file, or set nothing to have one found"
              .formatted(title, path, how, e.getMessage()),
          e);
    }
  }

  @SuppressWarnings("restricted") // the check looks at what was loaded
  private static Opened open(String candidate, String how, Function<Library, String> check) {
    Path file = Path.of(candidate);
    SymbolLookup symbols =
        file.isAbsolute()
            ? SymbolLookup.libraryLookup(file, Arena.global())
            : SymbolLookup.libraryLookup(candidate, Arena.global());
    Library library = new Library(symbols);
    return new Opened(library, new Found(candidate, check.apply(library), how));
  }
}
