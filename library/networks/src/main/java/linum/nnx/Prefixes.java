package linum.nnx;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// What a transformation does to each variable: over which axis it is mapped, whether it is
/// differentiated. A variable that is found in two ways must be treated the same in both.
final class Prefixes<P> {
  /// How a variable was found, and what is to be done to it.
  private record Found<P>(int arg, List<Object> path, P prefix) {
    @Override
    public String toString() {
      return "argument " + arg + (path.isEmpty() ? "" : " at " + Paths.text(path)) + ": " + prefix;
    }
  }

  /// Says what is done to a variable of an argument.
  @FunctionalInterface
  interface Rule<P> {
    P of(List<Object> path, Variable v);
  }

  private final String operation;
  private final IdentityHashMap<Variable, Found<P>> found = new IdentityHashMap<>();
  private final List<Variable> order = new ArrayList<>();

  Prefixes(String operation) {
    this.operation = operation;
  }

  /// Adds the variables of an argument.
  ///
  /// @throws IllegalArgumentException if something else is done to one of them already
  void add(int arg, @Nullable Object value, Rule<P> rule) {
    for (Visit.Entry e : Visit.of(value)) {
      if (e.value() instanceof Variable v) {
        Found<P> now = new Found<>(arg, e.path(), rule.of(e.path(), v));
        Found<P> before = found.putIfAbsent(v, now);
        if (before == null) {
          order.add(v);
        } else if (!Objects.equals(before.prefix(), now.prefix())) {
          throw new IllegalArgumentException(
              "%s: the same %s is found twice, and is to be treated in two ways:\n  %s\n  %s\nTreat it the same in both places, or share no variable: Nnx.clone(module)."
                  .formatted(operation, v.getClass().getSimpleName(), before, now));
        }
      }
    }
  }

  /// The variables, in the order in which they were found.
  List<Variable> variables() {
    return order;
  }

  P of(Variable v) {
    Found<P> f = found.get(v);
    if (f == null) {
      throw new IllegalStateException("nothing is known of " + v);
    }
    return f.prefix();
  }

  List<Object> path(Variable v) {
    Found<P> f = found.get(v);
    return f == null ? List.of() : f.path();
  }

  /// How messages name a variable.
  String name(Variable v) {
    Found<P> f = found.get(v);
    return f == null ? "a variable" : "argument " + f.arg() + " at " + Paths.text(f.path());
  }
}
