package linum;

/// Three values; a tree of three.
public record Triple<A, B, C>(A first, B second, C third) {}
