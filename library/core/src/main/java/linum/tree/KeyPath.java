package linum.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The way from the root of a tree to one place in it.
public record KeyPath(List<Key> keys) {
  public static final KeyPath ROOT = new KeyPath(List.of());

  public KeyPath {
    keys = List.copyOf(keys);
  }

  public static KeyPath of(Key... keys) {
    return new KeyPath(List.of(keys));
  }

  /// This path with one more step.
  public KeyPath then(Key key) {
    List<Key> longer = new ArrayList<>(keys);
    longer.add(key);
    return new KeyPath(longer);
  }

  /// The steps joined by `separator`, simple (`0/bar/cin`) or as written in code.
  ///
  /// In JAX: `jax.tree_util.keystr(keys, simple, separator)`.
  public String keystr(boolean simple, String separator) {
    return keys.stream()
        .map(simple ? Key::simple : Key::toString)
        .collect(Collectors.joining(separator));
  }

  /// The steps as code has them: `[0].bar['cin']`; empty for the root.
  @Override
  public String toString() {
    return keystr(false, "");
  }

  /// For messages, where the root must be visible.
  String orRoot() {
    return keys.isEmpty() ? "the root" : toString();
  }
}
