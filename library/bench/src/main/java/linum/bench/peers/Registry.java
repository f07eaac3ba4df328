package linum.bench.peers;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The workloads by name. Their inputs are made when they are needed.
final class Registry {
  private final Map<String, Function<String, Workload>> all = new LinkedHashMap<>();

  static Registry standard() {
    Registry registry = new Registry();
    Elementary.register(registry);
    Kernels.register(registry);
    Bulk.register(registry);
    Networks.register(registry);
    Sequences.register(registry);
    return registry;
  }

  void add(String name, Function<String, Workload> make) {
    all.put(name, make);
  }

  /// The makers of those whose name has a word in it, in order.
  Map<String, Function<String, Workload>> named(String word) {
    Map<String, Function<String, Workload>> some = new LinkedHashMap<>();
    all.forEach((name, make) -> {
      if (matches(name, word)) {
        some.put(name, make);
      }
    });
    return some;
  }

  /// @throws IllegalArgumentException if there is none of this name
  Workload workload(String name) {
    Function<String, Workload> make = all.get(name);
    if (make == null) {
      throw new IllegalArgumentException("no workload \"%s\" is known".formatted(name));
    }
    return make.apply(name);
  }

  static boolean matches(String name, String word) {
    return name.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }
}
