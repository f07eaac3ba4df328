package linum.nnx;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Structure;
import org.jspecify.annotations.Nullable;

/// The structure of objects without the values of their variables: immutable, compared by value.
///
/// `Def = Seen | OfPytree | OfVariable | OfArray | OfContainer | Fixed`
sealed interface Def {

  /// An object that was met before, by its number.
  record Seen(int index) implements Def {}

  /// An array that belongs to no variable.
  enum OfArray implements Def {
    ARRAY
  }

  /// An object.
  ///
  /// @param index its number, in the order in which objects and variables are met
  /// @param template an object of the class with the same static values, to make others of
  record OfPytree(
      int index,
      Class<? extends Pytree> type,
      List<String> names,
      List<Def> children,
      Pytree template,
      int hash)
      implements Def {

    static OfPytree of(int index, List<String> names, List<Def> children, Pytree template) {
      return new OfPytree(
          index,
          template.getClass(),
          names,
          children,
          template,
          Objects.hash(index, template.getClass(), names, children));
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return this == o
          || (o instanceof OfPytree p
              && hash == p.hash
              && index == p.index
              && type == p.type
              && names.equals(p.names)
              && children.equals(p.children));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /// A variable.
  ///
  /// @param template a variable of the class, to make others of
  /// @param value what its value consists of
  record OfVariable(
      int index,
      Class<? extends Variable> type,
      Map<String, Object> metadata,
      Structure value,
      Variable template)
      implements Def {
    @Override
    public boolean equals(@Nullable Object o) {
      return this == o
          || (o instanceof OfVariable v
              && index == v.index
              && type == v.type
              && metadata.equals(v.metadata)
              && value.equals(v.value));
    }

    @Override
    public int hashCode() {
      return Objects.hash(index, type, metadata, value);
    }
  }

  /// What containers there are.
  enum Kind {
    LIST,
    MUTABLE_LIST,
    MAP,
    MUTABLE_MAP,
    RECORD,
    ARRAY
  }

  /// A list, map, record or Java array with objects or arrays in it.
  ///
  /// @param type the class, of records and of elements of arrays
  record OfContainer(
      Kind kind,
      @Nullable Class<?> type,
      List<Object> keys,
      List<Object> rawKeys,
      List<Def> children)
      implements Def {}

  /// A value that is part of the structure.
  record Fixed(@Nullable Object value) implements Def {
    static Fixed of(@Nullable Object value) {
      if (value != null && value.getClass().isArray()) {
        int n = Array.getLength(value);
        List<@Nullable Object> copy = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
          copy.add(Array.get(value, i));
        }
        return new Fixed(Arrays.asList(value.getClass(), copy));
      }
      return new Fixed(value);
    }
  }

  /// Calls `visit` with path and definition of every variable and every array, in order.
  default void leaves(List<Object> path, BiConsumer<List<Object>, Def> visit) {
    switch (this) {
      case OfVariable _, OfArray _ -> visit.accept(path, this);
      case Seen _, Fixed _ -> {}
      case OfPytree p -> all(p.names(), p.children(), path, visit);
      case OfContainer c -> all(c.keys(), c.children(), path, visit);
    }
  }

  private static void all(
      List<?> keys, List<Def> children, List<Object> path, BiConsumer<List<Object>, Def> visit) {
    for (int i = 0; i < children.size(); i++) {
      children.get(i).leaves(Paths.then(path, keys.get(i)), visit);
    }
  }

  /// How many objects and variables there are.
  default int count() {
    return switch (this) {
      case OfVariable _ -> 1;
      case OfArray _, Seen _, Fixed _ -> 0;
      case OfPytree p -> 1 + p.children().stream().mapToInt(Def::count).sum();
      case OfContainer c -> c.children().stream().mapToInt(Def::count).sum();
    };
  }
}
