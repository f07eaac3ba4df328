package linum.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Repr;
import linum.tree.Structure.Static;
import org.jspecify.annotations.Nullable;

/// What a node is made of, apart from its children.
///
/// `NodeKind = Sequence | Mapping | OfRecord | Registered`
sealed interface NodeKind {

  /// The value with the given children.
  @Nullable Object build(@Nullable Object[] children);

  /// The step to child `i`.
  Key key(int i);

  String print(List<Structure> children);

  /// Whether it holds no values of the user.
  default boolean isPure() {
    return true;
  }

  /// A list.
  enum Sequence implements NodeKind {
    LIST;

    @Override
    public Object build(@Nullable Object[] children) {
      for (Object c : children) {
        if (c == null) {
          return Collections.unmodifiableList(Arrays.asList(children));
        }
      }
      return List.of(children);
    }

    @Override
    public Key key(int i) {
      return new Key.SequenceKey(i);
    }

    @Override
    public String print(List<Structure> children) {
      return list(children);
    }
  }

  /// A map; its keys are in ascending order.
  record Mapping(List<Object> keys) implements NodeKind {
    @Override
    public Object build(@Nullable Object[] children) {
      Map<Object, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(children.length);
      for (int i = 0; i < children.length; i++) {
        map.put(keys.get(i), children[i]);
      }
      return Collections.unmodifiableMap(map);
    }

    @Override
    public Key key(int i) {
      return new Key.DictKey(keys.get(i));
    }

    @Override
    public String print(List<Structure> children) {
      return IntStream.range(0, keys.size())
          .mapToObj(i -> Repr.of(keys.get(i)) + ": " + children.get(i).inner())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /// A record.
  record OfRecord(RecordShape shape) implements NodeKind {
    @Override
    public Object build(@Nullable Object[] children) {
      return shape.build(children);
    }

    @Override
    public Key key(int i) {
      return new Key.GetAttrKey(shape.name(i));
    }

    @Override
    public String print(List<Structure> children) {
      List<Object> statics = new ArrayList<>();
      List<Structure> others = new ArrayList<>();
      for (Structure c : children) {
        if (c instanceof Static s) {
          statics.add(s.value());
        } else {
          others.add(c);
        }
      }
      return custom(shape.type(), Repr.tuple(statics), others);
    }
  }

  /// A value of a class that was registered.
  ///
  /// @param type how its values are made and taken apart
  record Registered(Class<?> of, List<Key> keys, @Nullable Object aux, NodeTypes.OfRegistered type)
      implements NodeKind {
    @Override
    public @Nullable Object build(@Nullable Object[] children) {
      return type.unflatten().apply(aux, Collections.unmodifiableList(Arrays.asList(children)));
    }

    @Override
    public Key key(int i) {
      return keys.get(i);
    }

    @Override
    public String print(List<Structure> children) {
      return custom(of, Repr.of(aux), children);
    }

    @Override
    public boolean isPure() {
      return aux == null || type.keep() != null;
    }
  }

  private static String custom(Class<?> type, String statics, List<Structure> children) {
    return "CustomNode(" + type.getSimpleName() + "[" + statics + "], " + list(children) + ")";
  }

  private static String list(List<Structure> children) {
    return children.stream().map(Structure::inner).collect(Collectors.joining(", ", "[", "]"));
  }
}
