package linum.ir;

/// How threefry counts. Both are bit-exact with JAX.
///
/// In JAX: the flag `jax_threefry_partitionable`.
public enum ThreefryMode {
  /// Each element hashes its own position; the default of JAX since 0.5.
  PARTITIONABLE,
  /// The default of JAX before 0.5, and what its tutorials of that time show.
  LEGACY
}
