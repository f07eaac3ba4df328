package linum.kernel.display;

/// A value that knows how it is shown.
@FunctionalInterface
public interface Displayable {
  /// The value in the formats it has.
  MimeBundle toMimeBundle();
}
