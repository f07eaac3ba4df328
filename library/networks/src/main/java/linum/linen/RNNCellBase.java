package linum.linen;

import linum.core.Array;
import linum.core.Scan;
import linum.ir.Dims;
import linum.random.PrngKey;

/// A recurrent cell: from what it remembers and an input to what it remembers next and an output.
///
/// ```java
/// var cell = new LSTMCell(8);
/// var carry = cell.initializeCarry(key(0), x.shape());
/// var variables = cell.init(key(1), carry, x);
/// Scan<LstmCarry, Array> next = cell.apply(variables, carry, x); // next.carry(), next.ys()
/// ```
///
/// [RNN] runs one over a sequence. In JAX a cell returns the pair `(carry, y)`.
///
/// @param <C> what it remembers: an array, or a tree of arrays
public interface RNNCellBase<C> extends Layer2<C, Array, Scan<C, Array>> {

  /// What a cell remembers before the first input.
  ///
  /// @param inputShape of one input, without time: batch axes, then the axes of features
  C initializeCarry(PrngKey key, Dims inputShape);

  /// How many axes of an input are not batch axes.
  int numFeatureAxes();
}
