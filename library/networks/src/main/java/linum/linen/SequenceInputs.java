package linum.linen;

import linum.core.Array;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// What a recurrent network is called with: `sequence(x).seqLengths(lengths)`.
///
/// In JAX: the arguments of `RNN.__call__`.
///
/// @param inputs `[batch…, time, features…]`, or time first
/// @param initialCarry what the cell remembers before the first step; null for what the cell says
/// @param initKey the key for that; null for `key(0)`
/// @param seqLengths `int32[batch…]`, how many steps of each sequence count; null for all
/// @param timeMajor whether time is the first axis; null if the module says so
/// @param reverse whether sequences are read backward; null if the module says so
/// @param keepOrder whether outputs of sequences read backward are in the order of the inputs; null
///   if the module says so
public record SequenceInputs<C>(
    Array inputs,
    @Nullable C initialCarry,
    @Nullable PrngKey initKey,
    @Nullable Array seqLengths,
    @Nullable Boolean timeMajor,
    @Nullable Boolean reverse,
    @Nullable Boolean keepOrder) {

  /// Whole sequences, from the beginning.
  public static <C> SequenceInputs<C> sequence(Array inputs) {
    return new SequenceInputs<>(inputs, null, null, null, null, null, null);
  }

  public SequenceInputs<C> initialCarry(C initialCarry) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }

  public SequenceInputs<C> initKey(@Nullable PrngKey initKey) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }

  public SequenceInputs<C> seqLengths(@Nullable Array seqLengths) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }

  public SequenceInputs<C> timeMajor(@Nullable Boolean timeMajor) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }

  public SequenceInputs<C> reverse(@Nullable Boolean reverse) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }

  public SequenceInputs<C> keepOrder(@Nullable Boolean keepOrder) {
    return new SequenceInputs<>(
        inputs, initialCarry, initKey, seqLengths, timeMajor, reverse, keepOrder);
  }
}
