package linum.kernel.display;

/// Makes the formats of the values of a type. A bundle without plain text gets the value's
/// `toString` as such.
///
/// @param <T> the type of the values
@FunctionalInterface
public interface Renderer<T> {
  /// The value in the formats that suit it.
  MimeBundle render(T value);
}
