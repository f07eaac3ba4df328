package linum.optax;

import linum.core.Array;

/// An eigenvalue and its eigenvector.
///
/// @param eigenvector with norm 1, an array or a tree
public record Eigenpair<V>(Array eigenvalue, V eigenvector) {}
