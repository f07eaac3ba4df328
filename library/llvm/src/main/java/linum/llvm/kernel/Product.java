package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// A sum of products in the form of a product of matrices: every axis is gone along by both
/// operands and the result (batch), by one operand and the result (rows and columns), or by the
/// operands alone (depth).
///
/// Contractions and convolutions are both of this form. The columns together are contiguous in the
/// result. Axes are listed from the outermost to the innermost, and have more than one step.
///
/// @param swapped whether the right operand is the one that has the rows
record Product(
    List<Axis> batch, List<Axis> rows, List<Axis> columns, List<Axis> depth, boolean swapped) {

  /// @param axes in any order; none has no steps
  static Product of(List<Axis> axes) {
    List<Axis> all = axes.stream().filter(a -> a.count() != 1).toList();
    boolean swap = all.stream().anyMatch(a -> a.out() == 1 && a.rhs() == 0);
    if (swap) {
      all = all.stream().map(Axis::swapped).toList();
    }
    List<Axis> columns = new ArrayList<>();
    long next = 1;
    for (Axis a : sorted(all, a -> a.out() != 0 && a.lhs() == 0, Axis::out).reversed()) {
      if (a.out() == next) {
        columns.addFirst(a);
        next *= a.count();
      }
    }
    return new Product(
        joined(sorted(all, a -> a.out() != 0 && a.rhs() != 0 && !columns.contains(a), Axis::out)),
        joined(sorted(all, a -> a.out() != 0 && a.rhs() == 0, Axis::out)),
        joined(columns),
        joined(sorted(all, a -> a.out() == 0, Axis::rhs)),
        swap);
  }

  // The outermost first.
  private static List<Axis> sorted(
      List<Axis> axes, Predicate<Axis> which, ToLongFunction<Axis> stride) {
    return axes.stream().filter(which).sorted(Comparator.comparingLong(stride).reversed()).toList();
  }

  private static List<Axis> joined(List<Axis> axes) {
    List<Axis> result = new ArrayList<>();
    for (Axis a : axes) {
      if (!result.isEmpty() && result.getLast().joins(a)) {
        result.add(result.removeLast().joined(a));
      } else {
        result.add(a);
      }
    }
    return List.copyOf(result);
  }

  static long steps(List<Axis> axes) {
    return axes.stream().mapToLong(Axis::count).reduce(1, (a, b) -> a * b);
  }

  long m() {
    return steps(rows);
  }

  long n() {
    return steps(columns);
  }

  long k() {
    return steps(depth);
  }
}
