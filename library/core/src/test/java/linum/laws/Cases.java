package linum.laws;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import linum.core.Array;

/// The rows of the table, one sample at a time.
///
/// @param number counts the samples of all rows; what the operands are drawn from
record Cases(PrimitiveCase row, Sample sample, int number) {

  static Stream<Cases> all() {
    List<PrimitiveCase> rows = PrimitiveCases.all();
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(r -> {
          PrimitiveCase row = rows.get(r);
          return IntStream.range(0, row.samples().size())
              .mapToObj(s -> new Cases(row, row.samples().get(s), 100 * r + s));
        });
  }

  static Stream<Cases> where(Predicate<Cases> condition) {
    return all().filter(condition);
  }

  RandomGenerator random() {
    return new java.util.Random(number);
  }

  List<Array> draw() {
    return sample.draw(random());
  }

  Cases precise() {
    return new Cases(row, sample.precise(), number);
  }

  @Override
  public String toString() {
    return row + " of " + sample.avals();
  }
}
