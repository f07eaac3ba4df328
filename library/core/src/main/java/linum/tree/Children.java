package linum.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a value of a registered class consists of, see [Tree#register].
///
/// @param keys the name of each child
/// @param children the sub-trees; `null` is an empty one
/// @param aux everything else that is needed to rebuild the value, compared by `equals`
public record Children(List<Key> keys, List<?> children, @Nullable Object aux) {

  public Children {
    keys = List.copyOf(keys);
    children = Collections.unmodifiableList(new ArrayList<@Nullable Object>(children));
    if (keys.size() != children.size()) {
      throw new IllegalArgumentException(
          "children of a tree node: %d keys for %d children"
              .formatted(keys.size(), children.size()));
    }
  }

  /// Children that have no names but their positions.
  public static Children of(List<?> children, @Nullable Object aux) {
    return new Children(
        IntStream.range(0, children.size()).<Key>mapToObj(Key.FlattenedIndexKey::new).toList(),
        children,
        aux);
  }
}
