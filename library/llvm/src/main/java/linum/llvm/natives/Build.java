package linum.llvm.natives;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HexFormat;
import linum.ir.Jaxpr;

/// Which build of Linum this is: programs that another one kept may not be what this one would
/// make.
final class Build {
  // The end of a jar without a comment, of the format's description (PKWARE, APPNOTE.TXT 4.3.16).
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int DIRECTORY_SIZE = 12;

  private Build() {}

  /// Says it, by what is in the jars that the classes come from; empty where they do not come from
  /// jars, so that they may change at any time.
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
      return stamp(Path.of(source.getLocation().toURI()));
    } catch (IOException | URISyntaxException | RuntimeException _) {
      return ""; // it is no file, or none that can be read
    }
  }

  /// A digest of the directory at the end of a jar, which has the checksums of all files in it.
  ///
  /// @return empty if it is no jar
  static String stamp(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      long end = file.length() - END_BYTES;
      ByteBuffer tail = ByteBuffer.wrap(read(file, end, END_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      int size = tail.getInt(DIRECTORY_SIZE);
      return tail.getInt(0) == END_SIGNATURE
          ? HexFormat.of().formatHex(Digest.of(read(file, end - size, size), 0))
          : "";
    }
  }

  private static byte[] read(RandomAccessFile file, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }
}
