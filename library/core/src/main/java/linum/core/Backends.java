package linum.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The backends on the class path, and the one in use: the best that works here, unless [#use] says
/// otherwise. Where a better one does not work, a line on the error stream says why.
///
/// In JAX: `jax.default_backend()` is `Backends.current().name()`, and `jax_platforms` is
/// `Backends.use("reference")`.
public final class Backends {
  private static final List<Backend> ALL =
      ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparingInt(Backend::priority).reversed())
          .toList();

  private static volatile Backend current = first();

  private Backends() {}

  private static Backend first() {
    List<String> problems = new ArrayList<>();
    for (Backend b : ALL) {
      Optional<String> problem = b.problem();
      if (problem.isEmpty()) {
        problems.forEach(p -> System.err.println("linum: " + p + ". Running on " + b.name()));
        return b;
      }
      problems.add("the backend %s does not work here: %s".formatted(b.name(), problem.get()));
    }
    throw new IllegalStateException(
        problems.isEmpty() ? "no backend is on the class path" : String.join("\n", problems));
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
  /// @throws IllegalArgumentException if there is no backend of this name, or it does not work here
  public static void use(String name) {
    Backend chosen =
        ALL.stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no backend \"%s\" is on the class path; there are %s.\nUse one of them: Backends.use(\"%s\")."
                        .formatted(
                            name, ALL.stream().map(Backend::name).toList(), ALL.getLast().name())));
    chosen
        .problem()
        .ifPresent(problem -> {
          throw new IllegalArgumentException(
              "the backend \"%s\" does not work here: %s".formatted(name, problem));
        });
    current = chosen;
  }
}
