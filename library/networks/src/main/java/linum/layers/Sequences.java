package linum.layers;

import linum.core.Array;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Batches of sequences of different lengths, padded at their ends.
public final class Sequences {
  private Sequences() {}

  /// Each sequence backward, its padding left at the end.
  ///
  /// @param x `[batch…, time, features…]`, or time first
  /// @param seqLengths `int32[batch…]`; null if all are full
  /// @param batchDims how many batch axes there are
  /// @param timeMajor whether time is the first axis
  public static Array flipSequences(
      Array x, @Nullable Array seqLengths, int batchDims, boolean timeMajor) {
    int time = timeMajor ? 0 : batchDims;
    if (seqLengths == null) {
      return Jnp.flip(x, time);
    }
    int steps = x.shape(time);
    Array backward = Jnp.arange(steps - 1, -1, -1);
    Dims along = Dims.repeat(1, batchDims).insert(time, steps);
    // What counts from the end of the padding, counted from the end of the sequence.
    Array places = backward.reshape(along).add(seqLengths.expandDims(time)).rem(steps);
    return Jnp.takeAlongAxis(x, likeFeatures(places, x.ndim()), time);
  }

  /// Of the carries of all steps those after the last step of each sequence.
  ///
  /// @param carries a tree of arrays `[time, batch…, …]`
  /// @param seqLengths `int32[batch…]`
  public static <C> C lastCarry(C carries, Array seqLengths) {
    Array last = seqLengths.sub(1).expandDims(0);
    return Tree.map(x -> Jnp.takeAlongAxis(x, likeFeatures(last, x.ndim()), 0).squeeze(0), carries);
  }

  private static Array likeFeatures(Array places, int rank) {
    return places.reshape(places.shape().concat(Dims.repeat(1, rank - places.ndim())));
  }
}
