package linum.llvm.natives;

import java.nio.file.Path;

/// Where files are kept from one process to the next: the system property `linum.cache.dir`, or the
/// folder that the operating system has for such files.
final class CacheFolder {
  private CacheFolder() {}

  /// The folder, which need not exist.
  static Path path() {
    String set = System.getProperty("linum.cache.dir", "");
    if (!set.isBlank()) {
      return Path.of(set);
    }
    Path home = Path.of(System.getProperty("user.home", "."));
    if (Platform.HERE.isMac()) {
      return home.resolve("Library/Caches/linum");
    }
    if (Platform.HERE.isWindows()) {
      return fromEnvironment("LOCALAPPDATA", home.resolve("AppData/Local")).resolve("linum/cache");
    }
    return fromEnvironment("XDG_CACHE_HOME", home.resolve(".cache")).resolve("linum");
  }

  private static Path fromEnvironment(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
