package linum.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.tree.Structure.Leaf;
import org.jspecify.annotations.Nullable;

/// How values of one record class are taken apart and put together: two method handles, made once.
final class RecordShape implements NodeTypes.NodeType {
  private final Class<?> type;
  private final String[] names;
  private final Class<?>[] types;
  private final MethodHandle explode; // (Object record) → Object[] components
  private final MethodHandle construct; // (Object[] components) → Object record
  private final NodeKind kind = new NodeKind.OfRecord(this);
  private final Node ofLeaves;

  RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.type = type;
    this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
    this.types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int i = 0; i < types.length; i++) {
      checkCanHoldTrees(i);
    }
    try {
      this.explode = exploding(components);
      this.construct = constructing();
    } catch (IllegalAccessException | NoSuchMethodException | InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          "record %s cannot be part of a tree: its module does not open package %s to reflection.\nAdd `opens %s;` to its module-info."
              .formatted(type.getSimpleName(), type.getPackageName(), type.getPackageName()),
          e);
    }
    Structure[] leaves = new Structure[names.length];
    Arrays.fill(leaves, Leaf.LEAF);
    this.ofLeaves = Node.of(kind, leaves);
  }

  private void checkCanHoldTrees(int i) {
    Class<?> t = types[i];
    Class<?> general =
        Array.class.isAssignableFrom(t)
            ? Array.class
            : List.class.isAssignableFrom(t)
                ? List.class
                : Map.class.isAssignableFrom(t) ? Map.class : t;
    if (general != t) {
      throw new IllegalArgumentException(
          "record %s cannot be part of a tree: component %s is declared as %s, but trees are rebuilt with other kinds of %s.\nDeclare it as %s."
              .formatted(
                  type.getSimpleName(),
                  names[i],
                  t.getSimpleName(),
                  general.getSimpleName(),
                  general.getSimpleName()));
    }
  }

  private MethodHandle exploding(RecordComponent[] components) throws IllegalAccessException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    int n = components.length;
    MethodHandle collect =
        MethodHandles.identity(Object[].class)
            .asCollector(Object[].class, n)
            .asType(MethodType.genericMethodType(n).changeReturnType(Object[].class));
    if (n == 0) {
      return MethodHandles.dropArguments(collect, 0, Object.class);
    }
    MethodHandle[] accessors = new MethodHandle[n];
    for (int i = 0; i < n; i++) {
      components[i].getAccessor().setAccessible(true);
      accessors[i] =
          lookup
              .unreflect(components[i].getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
    }
    return MethodHandles.permuteArguments(
        MethodHandles.filterArguments(collect, 0, accessors),
        MethodType.methodType(Object[].class, Object.class),
        new int[n]);
  }

  private MethodHandle constructing() throws IllegalAccessException, NoSuchMethodException {
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return MethodHandles.lookup()
        .unreflectConstructor(constructor)
        .asType(MethodType.genericMethodType(types.length))
        .asSpreader(Object[].class, types.length);
  }

  Class<?> type() {
    return type;
  }

  String name(int i) {
    return names[i];
  }

  @Override
  public NodeTypes.Level level(Object record) {
    return new NodeTypes.Level(kind, Arrays.asList(components(record)));
  }

  @Override
  public Structure flatten(Object record, Flattener out) {
    @Nullable Object[] parts = components(record);
    Structure[] children = null;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] instanceof Array a && children == null) {
        out.add(a);
      } else {
        if (children == null) {
          children = new Structure[parts.length];
          Arrays.fill(children, 0, i, Leaf.LEAF);
        }
        children[i] = out.flatten(parts[i]);
      }
    }
    return children == null ? ofLeaves : Node.of(kind, children);
  }

  @Nullable Object[] components(Object record) {
    try {
      return (Object[]) explode.invokeExact(record);
    } catch (Throwable t) {
      throw unchecked(t);
    }
  }

  Object build(@Nullable Object[] components) {
    try {
      return (Object) construct.invokeExact(components);
    } catch (ClassCastException e) {
      throw misfit(components, e);
    } catch (Throwable t) {
      throw unchecked(t);
    }
  }

  private RuntimeException misfit(@Nullable Object[] components, ClassCastException e) {
    for (int i = 0; i < types.length; i++) {
      if (components[i] != null && !types[i].isPrimitive() && !types[i].isInstance(components[i])) {
        return new IllegalArgumentException(
            "record %s cannot be rebuilt: component %s is declared as %s, but was given %s"
                .formatted(
                    type.getSimpleName(),
                    names[i],
                    types[i].getSimpleName(),
                    described(components[i])),
            e);
      }
    }
    return e;
  }

  private static String described(@Nullable Object x) {
    return switch (x) {
      case null -> "null";
      case Array a -> "an array " + a.aval();
      case Collection<?> c -> "a list of " + c.size();
      default -> "a value of type " + x.getClass().getSimpleName();
    };
  }

  // Accessors and constructors of records declare no checked exceptions.
  private static RuntimeException unchecked(Throwable t) {
    return switch (t) {
      case RuntimeException r -> r;
      case Error e -> throw e;
      default -> new IllegalStateException(t);
    };
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
