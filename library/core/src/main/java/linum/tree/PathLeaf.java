package linum.tree;

import linum.core.Array;

/// A leaf and where it is.
public record PathLeaf(KeyPath path, Array leaf) {}
