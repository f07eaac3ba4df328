package linum.laws;

import java.util.List;
import java.util.stream.Stream;

/// The table of all primitives.
final class PrimitiveCases {
  private PrimitiveCases() {}

  static List<PrimitiveCase> all() {
    return Stream.of(
            UnaryCases.all(),
            BinaryCases.all(),
            SpecialCases.all(),
            ElementwiseCases.all(),
            MovementCases.all(),
            ReductionCases.all(),
            ContractionCases.all(),
            IndexingCases.all(),
            WindowedCases.all(),
            OrderingCases.all(),
            ControlCases.all(),
            RandomCases.all(),
            CallCases.all(),
            CallbackCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
