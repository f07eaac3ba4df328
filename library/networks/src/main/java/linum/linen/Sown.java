package linum.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// Values that a body leaves beside its output.
final class Sown {
  private Sown() {}

  static List<Object> append(List<Object> values, Object value) {
    List<Object> longer = new ArrayList<>(values);
    longer.add(value);
    return List.copyOf(longer);
  }

  // Safe: what is there was sown with the same reduction, so it has the type of its values.
  @SuppressWarnings("unchecked")
  static <S, T> boolean sow(
      Scope scope, String collection, String name, T value, S init, BiFunction<S, T, S> reduce) {
    if (!scope.isMutable(collection)) {
      return false;
    }
    if (!scope.collection(collection).containsKey(name)) {
      scope.reserveVariable("sow", name, collection);
    }
    Object there = scope.get(collection, name);
    scope.put(collection, name, reduce.apply(there == null ? init : (S) there, value));
    return true;
  }

  // Safe: mapping over a tree of zeros gives a tree of the same type.
  @SuppressWarnings("unchecked")
  static <T> T perturb(Scope scope, String collection, String name, T value) {
    if (scope.isMutable(collection) && !scope.collection(collection).containsKey(name)) {
      scope.reserveVariable("perturb", name, collection);
      scope.put(collection, name, Tree.map(Jnp::zerosLike, value));
    }
    if (scope.root().collection(collection) == null) {
      return value;
    }
    Object zero = scope.get(collection, name);
    if (zero == null) {
      throw new ScopeVariableNotFoundError(
          name, collection, scope.pathText(), scope.collection(collection).keySet());
    }
    return Tree.map((BinaryOperator<Array>) Array::add, value, (T) zero);
  }
}
