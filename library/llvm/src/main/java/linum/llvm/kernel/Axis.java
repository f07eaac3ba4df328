package linum.llvm.kernel;

/// An axis of the loops of `out[…] += lhs[…] · rhs[…]`: how many steps it has, and by how many
/// elements each array moves on in one. 0 says that an array does not have the axis.
record Axis(long count, long lhs, long rhs, long out) {
  /// The same for the operands exchanged.
  Axis swapped() {
    return new Axis(count, rhs, lhs, out);
  }

  /// Whether this axis and one inside it can be gone along as one.
  boolean joins(Axis inner) {
    return lhs == inner.lhs * inner.count
        && rhs == inner.rhs * inner.count
        && out == inner.out * inner.count;
  }

  Axis joined(Axis inner) {
    return new Axis(count * inner.count, inner.lhs, inner.rhs, inner.out);
  }
}
