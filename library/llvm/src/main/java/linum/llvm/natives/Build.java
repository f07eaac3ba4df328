package linum.llvm.natives;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import linum.ir.Jaxpr;

/// Which build of Linum this is: programs that another one kept may not be what this one would
/// make.
final class Build {
  private Build() {}

  /// Says it, by the jars that the classes come from; empty where they do not come from jars, so
  /// that they may change at any time.
  static String stamp() {
    String core = stamp(Jaxpr.class);
    String compiler = stamp(Build.class);
    return core.isEmpty() || compiler.isEmpty() ? "" : core + "\n" + compiler;
  }

  private static String stamp(Class<?> c) {
    CodeSource source = c.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "";
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      BasicFileAttributes a = Files.readAttributes(jar, BasicFileAttributes.class);
      return a.isRegularFile() ? jar + " " + a.size() + " " + a.lastModifiedTime().toMillis() : "";
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException _) {
      return "";
    }
  }
}
