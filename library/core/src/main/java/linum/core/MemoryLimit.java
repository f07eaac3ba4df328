package linum.core;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;

/// How much memory arrays may take.
final class MemoryLimit {
  private static final String PROPERTY = "linum.memory.limit";

  /// Under this much nobody needs to know how much the machine has, which takes a while to find
  /// out.
  private static final long UNQUESTIONED = 256L << 20;

  private volatile long bytes = configured();

  private static long configured() {
    String text = System.getProperty(PROPERTY);
    return text == null ? -1 : parse(text);
  }

  /// The limit, or for want of one an amount below it.
  long knownBytes() {
    return bytes < 0 ? UNQUESTIONED : bytes;
  }

  long bytes() {
    if (bytes < 0) {
      bytes = machineBytes() / 4 * 3;
    }
    return bytes;
  }

  void set(long newBytes) {
    if (newBytes <= 0) {
      throw new IllegalArgumentException("the memory limit must be positive, got " + newBytes);
    }
    bytes = newBytes;
  }

  /// What the operating system or the container has.
  private static long machineBytes() {
    try {
      Object total =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
      return (Long) total;
    } catch (JMException _) {
      return Runtime.getRuntime().maxMemory() * 4;
    }
  }

  /// `1073741824`, `1024m`, `1g`
  static long parse(String text) {
    String t = text.strip().toLowerCase(Locale.ROOT);
    int shift =
        t.endsWith("k")
            ? 10
            : t.endsWith("m") ? 20 : t.endsWith("g") ? 30 : t.endsWith("t") ? 40 : 0;
    try {
      long amount = Long.parseLong(shift == 0 ? t : t.substring(0, t.length() - 1).strip());
      if (amount > 0) {
        return Math.multiplyExact(amount, 1L << shift);
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // Falls through to the error below.
    }
    throw new IllegalArgumentException(
        "the system property %s is \"%s\", which is not an amount of memory\nWrite bytes or an amount such as 512m or 16g."
            .formatted(PROPERTY, text));
  }
}
