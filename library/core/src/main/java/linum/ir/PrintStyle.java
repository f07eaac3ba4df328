package linum.ir;

/// How programs are printed.
public enum PrintStyle {
  /// As today's JAX: literals with their types (`2.0:f32[]`), parameters that the types of the
  /// results imply left away.
  MODERN,
  /// As the tutorials show programs: `add a 2.0`, `broadcast_in_dim` with its parameters, arrays of
  /// the program as variables before the semicolon.
  CLASSIC
}
