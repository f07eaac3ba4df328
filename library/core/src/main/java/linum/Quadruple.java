package linum;

/// Four values; a tree of four.
public record Quadruple<A, B, C, D>(A first, B second, C third, D fourth) {}
