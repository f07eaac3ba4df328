package linum.ir;

import java.nio.file.Path;
import java.util.Locale;

/// The folder that the operating system has for files that programs keep and can make anew.
final class CacheFolder {
  private CacheFolder() {}

  /// Linum's folder in it, which need not exist, unless the system property `linum.cache.dir` names
  /// another.
  static Path initial() {
    String set = System.getProperty("linum.cache.dir", "");
    if (!set.isBlank()) {
      return Path.of(set);
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home", "."));
    if (system.startsWith("mac")) {
      return home.resolve("Library/Caches/linum");
    }
    if (system.startsWith("win")) {
      return fromEnvironment("LOCALAPPDATA", home.resolve("AppData/Local")).resolve("linum/cache");
    }
    return fromEnvironment("XDG_CACHE_HOME", home.resolve(".cache")).resolve("linum");
  }

  private static Path fromEnvironment(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
