package linum.llvm.natives;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The functions that programs share, which stay loaded as long as there is memory.
final class SharedCode {
  private final Map<String, Entry> loaded = new ConcurrentHashMap<>();

  /// @param object the name of the object file
  private record Entry(String object, SoftReference<LoadedCode> code) {}

  @Nullable LoadedCode get(String name) {
    Entry entry = loaded.get(name);
    return entry == null ? null : entry.code().get();
  }

  /// The name of the object file that a function was loaded from; null if it never was.
  @Nullable String object(String name) {
    Entry entry = loaded.get(name);
    return entry == null ? null : entry.object();
  }

  LoadedCode put(String name, String object, LoadedCode code) {
    loaded.put(name, new Entry(object, new SoftReference<>(code)));
    return code;
  }
}
