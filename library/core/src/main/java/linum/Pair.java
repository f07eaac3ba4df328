package linum;

/// Two values; a tree of two.
public record Pair<A, B>(A first, B second) {}
