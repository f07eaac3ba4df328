package linum.optax;

/// The state of a transformation that remembers nothing.
public record EmptyState() {
  static final EmptyState EMPTY = new EmptyState();

  /// The one value there is.
  public static EmptyState empty() {
    return EMPTY;
  }
}
