package linum.llvm.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import linum.ir.Config;
import org.jspecify.annotations.Nullable;

/// Native libraries inside a jar on the class path, which have to be files before the system can
/// load them: they are unpacked once into the cache folder.
///
/// Several processes may do so at once.
///
/// @param coordinates how users know it, `org.bytedeco:llvm`
/// @param folder the folder of the files in the jar, with a slash at its end
/// @param files the files that are needed, the library itself first
/// @param classes the class path that the jar is looked for on
record NativeArtifact(String coordinates, String folder, List<String> files, ClassLoader classes) {

  /// On the class path of this class.
  NativeArtifact(String coordinates, String folder, List<String> files) {
    this(coordinates, folder, files, NativeArtifact.class.getClassLoader());
  }

  /// The file of the library; the other files lie beside it.
  ///
  /// @throws IllegalStateException if the jar is not on the class path
  /// @throws IOException if it cannot be read, or the files cannot be written
  Path unpack() throws IOException {
    URL first = resource(files.getFirst());
    if (first == null) {
      throw new IllegalStateException(
          coordinates + " for " + Platform.HERE + " is not on the class path");
    }
    Path target = target(first);
    Files.createDirectories(target);
    for (String file : files) {
      URL source = resource(file);
      if (source != null) {
        unpack(source, target.resolve(file));
      }
    }
    return target.resolve(files.getFirst());
  }

  /// Whether the jar is there, and the library in it is not a file yet.
  boolean isPacked() {
    URL first = resource(files.getFirst());
    try {
      return first != null && !Files.exists(target(first).resolve(files.getFirst()));
    } catch (IOException _) {
      return false;
    }
  }

  private static Path target(URL library) throws IOException {
    return Config.COMPILATION_CACHE_DIR.get().resolve("natives").resolve(key(library));
  }

  private @Nullable URL resource(String file) {
    return classes.getResource(folder + file);
  }

  /// A name that other content does not have: the jar's and a checksum of the library in it.
  private static String key(URL resource) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      String name = Path.of(jar.getJarFile().getName()).getFileName().toString();
      return name.replaceFirst("\\.jar$", "") + "-" + Long.toHexString(jar.getJarEntry().getCrc());
    }
    return "files-" + Integer.toHexString(resource.toString().hashCode());
  }

  private static void unpack(URL source, Path target) throws IOException {
    long size = source.openConnection().getContentLengthLong();
    if (Files.isRegularFile(target) && Files.size(target) == size) {
      return;
    }
    try (InputStream in = source.openStream()) {
      AtomicFiles.write(target, in);
    }
  }

  @Override
  public String toString() {
    return coordinates;
  }
}
