package linum.kernel.jshell;

import org.jspecify.annotations.Nullable;

/// Ends a cell that did not succeed.
@SuppressWarnings("serial") // never serialized
public final class CellFailure extends RuntimeException {
  private final Failure failure;

  /// @param cause the user's exception, if there is one
  public CellFailure(Failure failure, @Nullable Throwable cause) {
    super(failure.name() + ": " + failure.message(), cause, false, false);
    this.failure = failure;
  }

  /// What is shown.
  public Failure failure() {
    return failure;
  }
}
