package linum.llvm.natives;

import java.util.List;
import java.util.Locale;

/// The operating system and the kind of processor, as names of files and artifacts have them.
///
/// @param os one of `linux`, `macosx`, `windows`, or what the JDK calls another one
/// @param arch one of `x86_64`, `arm64`, or what the JDK calls another one
record Platform(String os, String arch) {
  static final Platform HERE =
      of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

  /// @param name the property `os.name`
  /// @param arch the property `os.arch`
  static Platform of(String name, String arch) {
    String lower = name.toLowerCase(Locale.ROOT);
    String os = lower.startsWith("mac") ? "macosx" : lower.startsWith("win") ? "windows" : lower;
    return switch (arch) {
      case "amd64", "x86_64", "x64" -> new Platform(os, "x86_64");
      case "aarch64", "arm64" -> new Platform(os, "arm64");
      default -> new Platform(os, arch);
    };
  }

  boolean isLinux() {
    return os.equals("linux");
  }

  boolean isMac() {
    return os.equals("macosx");
  }

  boolean isWindows() {
    return os.equals("windows");
  }

  /// What LLVM calls the processor in the names of its functions.
  ///
  /// @throws IllegalStateException if code for it cannot be made
  String llvmName() {
    return switch (arch) {
      case "x86_64" -> "X86";
      case "arm64" -> "AArch64";
      default ->
          throw new IllegalStateException(
              "code is compiled for x86_64 and arm64, and this processor is " + arch);
    };
  }

  /// Where shared libraries lie on such systems.
  List<String> libraryFolders() {
    if (isMac()) {
      return List.of("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib");
    }
    if (isWindows()) {
      return List.of();
    }
    String gnu = arch.equals("arm64") ? "aarch64-linux-gnu" : arch + "-linux-gnu";
    return List.of("/usr/local/lib", "/usr/lib/" + gnu, "/usr/lib64", "/usr/lib");
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
