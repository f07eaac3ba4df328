package linum.checkpoint;

/// Bytes that are not what they claim to be: cut off, changed on the way, or made to do harm.
///
/// Nothing was restored, and nothing was changed.
public final class DamagedFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }

  public DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
