package linum.linen;

import java.util.Objects;
import java.util.function.UnaryOperator;

/// A variable of a running module: what it is now, and what it shall be.
///
/// ```java
/// Variable<Array> count = variable("state", "count", () -> array(0));
/// if (!isInitializing()) count.set(count.value().add(1));
/// ```
///
/// In JAX: `flax.core.scope.Variable`.
///
/// @param <T> an array or another tree
public final class Variable<T> {
  private final Scope scope;
  private final String collection;
  private final String name;

  Variable(Scope scope, String collection, String name) {
    this.scope = scope;
    this.collection = collection;
    this.name = name;
  }

  /// What it is now.
  // Safe: the variable was made, or asked for, with this type; variables of another origin fail
  // where they are used.
  @SuppressWarnings("unchecked")
  public T value() {
    return (T) Meta.unbox(Objects.requireNonNull(scope.get(collection, name)));
  }

  /// Gives it a value for the rest of this run and for the next one.
  ///
  /// In JAX: `variable.value = value`.
  ///
  /// @throws ModifyScopeVariableError if the collection is not mutable
  /// @throws InvalidScopeError if the run is over
  public void set(T value) {
    scope.put(collection, name, Meta.replaced(scope.get(collection, name), value));
  }

  /// Sets it to what `f` makes of its value.
  public void update(UnaryOperator<T> f) {
    set(f.apply(value()));
  }

  /// Whether it may be set.
  public boolean isMutable() {
    return scope.isMutable(collection);
  }

  /// The collection that it belongs to.
  public String collection() {
    return collection;
  }

  /// Its name in the module.
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "Variable(%s, %s, %s)".formatted(collection, name, value());
  }
}
