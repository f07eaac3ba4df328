package linum.optax.contrib;

/// How [Muon] brings singular values below one before it iterates.
public enum Preconditioning {
  /// By the Frobenius norm.
  FROBENIUS,
  /// By rows of the Gram matrix; source: Boissin and others, "Turbo-Muon", 2025.
  AOL,
  /// By the norm of the Gram matrix.
  SCHATTEN
}
