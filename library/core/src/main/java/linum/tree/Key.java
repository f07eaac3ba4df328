package linum.tree;

import linum.ir.Repr;

/// One step from a node of a tree to a child.
///
/// `Key = DictKey | SequenceKey | GetAttrKey | FlattenedIndexKey`
public sealed interface Key {

  /// The step without decoration, for names such as `params/0/bias`.
  String simple();

  /// To the value of a map's key: `['foo']`.
  record DictKey(Object key) implements Key {
    @Override
    public String simple() {
      return key.toString();
    }

    @Override
    public String toString() {
      return "[" + Repr.of(key) + "]";
    }
  }

  /// To an element of a list: `[1]`.
  record SequenceKey(int index) implements Key {
    @Override
    public String simple() {
      return Integer.toString(index);
    }

    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /// To a component of a record: `.bar`.
  record GetAttrKey(String name) implements Key {
    @Override
    public String simple() {
      return name;
    }

    @Override
    public String toString() {
      return "." + name;
    }
  }

  /// To a child of a registered class that does not name its children: `[<flat index 1>]`.
  record FlattenedIndexKey(int index) implements Key {
    @Override
    public String simple() {
      return Integer.toString(index);
    }

    @Override
    public String toString() {
      return "[<flat index " + index + ">]";
    }
  }
}
