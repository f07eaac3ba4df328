package linum.llvm.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A loop: as often as is known beforehand, or while a condition holds.
///
/// @param trips how often; -1 if a condition decides
/// @param reverse whether slices are taken from the last to the first
/// @param condition computes the predicate from the slots; null if the number of rounds is known
/// @param carries what goes from round to round
/// @param slicesIn arrays of which each round sees one part
/// @param slicesOut arrays of which each round makes one part
public record Repeat(
    String label,
    long trips,
    boolean reverse,
    @Nullable Region condition,
    List<Carry> carries,
    List<Slice> slicesIn,
    List<Slice> slicesOut,
    Region body)
    implements Step {
  public Repeat {
    carries = List.copyOf(carries);
    slicesIn = List.copyOf(slicesIn);
    slicesOut = List.copyOf(slicesOut);
  }

  /// A value that goes from round to round.
  ///
  /// @param initial what it is before the first round
  /// @param slot where it is during a round, and what it is after the last one
  /// @param next what the body made for the next round
  public record Carry(Value initial, Value slot, Value next) {}

  /// An array along whose first axis the loop goes.
  ///
  /// @param part the part of this round, without that axis; its memory is inside the whole's
  public record Slice(Value whole, Value part) {}

  /// Everything from outside the loop that the condition or the body reads, too.
  @Override
  public List<Value> reads() {
    return Stream.of(
            carries.stream().map(Carry::initial),
            slicesIn.stream().map(Slice::whole),
            body.inputs().stream(),
            condition == null ? Stream.<Value>of() : condition.inputs().stream())
        .flatMap(s -> s)
        .toList();
  }

  @Override
  public List<Value> writes() {
    return Stream.concat(carries.stream().map(Carry::slot), slicesOut.stream().map(Slice::whole))
        .toList();
  }

  @Override
  public List<Value> scratch() {
    return List.of();
  }
}
