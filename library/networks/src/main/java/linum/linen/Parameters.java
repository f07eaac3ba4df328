package linum.linen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.random.PrngKey;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Parameters and variables asked for in a body: found, or made.
final class Parameters {
  private static final String PARAMS = "params";

  private Parameters() {}

  static Array array(Scope scope, String name, Initializer init, Dims shape, DType dtype) {
    scope.reserveVariable("param", name, PARAMS);
    Object found = scope.get(PARAMS, name);
    if (found == null) {
      Array made = made(init, keyFor(scope, name), shape, dtype);
      found = init instanceof BoxedInitializer boxed ? boxed.box(made) : made;
      scope.put(PARAMS, name, found);
    }
    found = Meta.unbox(found);
    if (found instanceof Array a && a.shape().equals(shape)) {
      return a;
    }
    throw new ScopeParamShapeError(name, scope.pathText(), shape(found), shape);
  }

  // Safe: the value has the structure that init makes, which is checked.
  @SuppressWarnings("unchecked")
  static <T> T tree(Scope scope, String name, Initialization<T> init) {
    scope.reserveVariable("param", name, PARAMS);
    Object found = scope.get(PARAMS, name);
    if (found == null) {
      T made = init.apply(keyFor(scope, name).key());
      scope.put(PARAMS, name, made);
      return (T) Meta.unbox(made);
    }
    Object value = Meta.unbox(found);
    Object wanted = Meta.unbox(Linum.evalShape(init::apply, PrngKey.key(0)));
    if (!shape(value).equals(shape(wanted))) {
      throw new ScopeParamShapeError(name, scope.pathText(), shape(value), shape(wanted));
    }
    return (T) value;
  }

  private static Array made(Initializer init, LazyRng.Draw draw, Dims shape, DType dtype) {
    return init instanceof BoxedInitializer boxed
        ? made(boxed.initializer(), draw, shape, dtype)
        : InitPrograms.make(init, draw, shape, dtype);
  }

  private static LazyRng.Draw keyFor(Scope scope, String name) {
    if (!scope.isMutable(PARAMS)) {
      if (scope.isEmpty(PARAMS)) {
        throw new ScopeCollectionNotFound(PARAMS, name, scope.pathText(), scope.collections());
      }
      throw new ScopeParamNotFoundError(name, scope.pathText(), scope.collection(PARAMS).keySet());
    }
    return scope.draw(PARAMS);
  }

  static <T> Variable<T> variable(
      Scope scope, String collection, String name, @Nullable Supplier<T> init) {
    scope.reserveVariable("variable", name, collection);
    if (!scope.collection(collection).containsKey(name)) {
      if (init == null || !scope.isMutable(collection)) {
        if (scope.isEmpty(collection)) {
          throw new ScopeCollectionNotFound(
              collection, name, scope.pathText(), scope.collections());
        }
        throw new ScopeVariableNotFoundError(
            name, collection, scope.pathText(), scope.collection(collection).keySet());
      }
      scope.put(collection, name, init.get());
    }
    return new Variable<>(scope, collection, name);
  }

  static Variables variables(Scope scope) {
    Map<String, Object> here = new LinkedHashMap<>();
    for (String collection : scope.collections()) {
      Map<String, Object> found = scope.collection(collection);
      if (!found.isEmpty()) {
        here.put(collection, Branches.copy(found));
      }
    }
    return new Variables(here);
  }

  /// The shape of an array, or all shapes in a tree.
  private static Object shape(@Nullable Object value) {
    return value instanceof Array a
        ? a.shape()
        : Tree.leaves(value).stream().map(Array::shape).toList();
  }
}
