package linum.random;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.util.HashMap;
import java.util.Map;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Finds keys that are used twice. It looks at keys with data only: while a function is traced, its
/// keys are unknown.
final class KeyReuse {
  private static final StackWalker WALKER = StackWalker.getInstance();

  // From the words of a key to where it was used up; null while the checker is off.
  private static volatile @Nullable Map<Long, String> used;

  private KeyReuse() {}

  static void check(boolean on) {
    used = on ? new HashMap<>() : null;
  }

  /// Marks a key as used up.
  ///
  /// @throws KeyReuseException if it was already
  static void consume(String operation, Array key) {
    Map<Long, String> seen = used;
    if (seen == null || !(key instanceof ConcreteArray concrete)) {
      return;
    }
    String here = operation + " at " + callSite();
    synchronized (seen) {
      String before = seen.putIfAbsent(concrete.scalar().longValue(), here);
      if (before != null) {
        throw new KeyReuseException(here, before);
      }
    }
  }

  /// Lets keys be used again: they were made anew.
  static void release(Array keys) {
    Map<Long, String> seen = used;
    if (seen == null || keys.dtype() != DType.KEY || !(keys instanceof ConcreteArray concrete)) {
      return;
    }
    synchronized (seen) {
      for (long words : concrete.buffer().segment().toArray(JAVA_LONG_UNALIGNED)) {
        seen.remove(words);
      }
    }
  }

  private static String callSite() {
    return WALKER.walk(frames ->
        frames
            .filter(f -> !f.getClassName().startsWith("linum."))
            .findFirst()
            .map(f -> f.getFileName() + ":" + f.getLineNumber())
            .orElse("an unknown line"));
  }
}
