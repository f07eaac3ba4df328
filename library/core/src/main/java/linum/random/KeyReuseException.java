package linum.random;

/// A random key was used twice while [Random#checkKeyReuse] was on.
///
/// In JAX: `KeyReuseError`.
public final class KeyReuseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyReuseException(String second, String first) {
    super(
        ("%s uses a random key that %s has used up: both would draw the same numbers."
                + "\nSplit the key and use each part once: var keys = key.split(2);")
            .formatted(second, first));
  }
}
