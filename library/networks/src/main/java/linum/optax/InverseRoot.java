package linum.optax;

import linum.core.Array;

/// The inverse root of a matrix.
///
/// @param error the largest element of the difference of the identity and what should be it
public record InverseRoot(Array root, Array error) {}
