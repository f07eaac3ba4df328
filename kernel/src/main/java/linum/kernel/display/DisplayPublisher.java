package linum.kernel.display;

/// Where displayed things go: the running cell's output.
public interface DisplayPublisher {
  /// Shows a bundle under an id by which it can be replaced.
  void display(MimeBundle bundle, String id);

  /// Replaces what was shown under an id.
  void update(MimeBundle bundle, String id);

  /// Removes the cell's output.
  ///
  /// @param wait whether to wait for the next output, which avoids flicker
  void clear(boolean wait);
}
