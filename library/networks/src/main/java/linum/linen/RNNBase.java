package linum.linen;

import linum.core.Array;
import linum.core.Scan;

/// A network over sequences that remembers: [RNN] and [Bidirectional].
///
/// @param <C> what it remembers
public interface RNNBase<C> extends Layer1To2<Array> {

  /// The outputs, and what is remembered after the last step of each sequence.
  Scan<C, Array> callWithCarry(SequenceInputs<C> inputs);

  /// As above, as a part of the module whose body is running.
  ///
  /// In JAX: `return_carry=True`.
  default Scan<C, Array> applyWithCarry(SequenceInputs<C> inputs) {
    return apply(() -> callWithCarry(inputs));
  }

  /// The outputs for any combination of inputs and options.
  Array call(SequenceInputs<C> inputs);

  /// As above, as a part of the module whose body is running.
  default Array apply(SequenceInputs<C> inputs) {
    return apply(() -> call(inputs));
  }

  /// The outputs of whole sequences.
  @Override
  default Array call(Array x) {
    return call(SequenceInputs.<C>sequence(x));
  }

  /// The outputs of sequences of different lengths.
  ///
  /// @param seqLengths `int32[batch…]`, how many steps of each sequence count
  @Override
  default Array call(Array x, Array seqLengths) {
    return call(SequenceInputs.<C>sequence(x).seqLengths(seqLengths));
  }
}
