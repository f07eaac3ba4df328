package linum.llvm.natives;

import java.nio.file.Path;
import java.util.Arrays;

/// One of several processes that use the same cache, which is too small for all.
final class SharingProcess {
  static final long LIMIT = 40_000;

  private SharingProcess() {}

  /// Ends with 1 if the cache once returns anything but what was compiled.
  public static void main(String[] folder) {
    ObjectCache cache = new ObjectCache(Path.of(folder[0]), LIMIT);
    Target target = new Target("x-y-z", "cpu", "+a", "LLVM 1");
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 60; i++) {
        byte[] expected = new byte[1000];
        Arrays.fill(expected, (byte) i);
        byte[] got = cache.get(ObjectCache.name(target, "module " + i), expected::clone);
        if (!Arrays.equals(got, expected)) {
          System.exit(1);
        }
      }
      cache.trim();
    }
  }
}
