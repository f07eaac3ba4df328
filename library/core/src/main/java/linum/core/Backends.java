package linum.core;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The backends on the class path, and the one in use.
public final class Backends {
  private static final List<Backend> ALL =
      ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparingInt(Backend::priority).reversed())
          .toList();

  private static volatile Backend current = first();

  private Backends() {}

  private static Backend first() {
    return ALL.stream()
        .filter(Backend::isAvailable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no backend is on the class path"));
  }

  /// All of them, best first.
  public static List<Backend> all() {
    return ALL;
  }

  public static Backend current() {
    return current;
  }

  /// Makes another backend the default for everything that runs from now on.
  ///
  /// @throws IllegalArgumentException naming the backends there are
  public static void use(String name) {
    current =
        ALL.stream()
            .filter(b -> b.name().equals(name) && b.isAvailable())
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no backend \"%s\" works here; there are %s"
                        .formatted(name, ALL.stream().map(Backend::name).toList())));
  }
}
