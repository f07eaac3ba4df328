package linum.laws;

import static linum.laws.Operand.bool;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.List;
import linum.ir.Ordering;

/// Rows of [Ordering].
final class OrderingCases {
  private OrderingCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.of(
            new Ordering.Sort(1, true, 1),
            2,
            sample(real(3, 4)),
            sample(integer(0, 3, 3, 4), real(3, 4), bool(3, 4)),
            sample(real(2, 0)),
            sample(real(1, 1), real(1, 1))),
        PrimitiveCase.of(
            new Ordering.Sort(0, true, 2), 2, sample(integer(0, 2, 5), real(5), real(5))),
        PrimitiveCase.of(new Ordering.Sort(0, false, 1), 2, sample(real(5), integer(0, 9, 5))),
        PrimitiveCase.of(
            new Ordering.TopK(2, 1), 2, sample(real(3, 4)), sample(integer(0, 99, 2, 3))),
        PrimitiveCase.of(new Ordering.TopK(3, 0), 2, sample(real(4, 2))));
  }
}
