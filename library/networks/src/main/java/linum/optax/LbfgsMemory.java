package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.core.Scan;
import linum.numpy.Jnp;
import linum.transform.ScanOptions;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The last steps of L-BFGS, and the two loops over them.
///
/// @param moves differences of parameters, stacked
/// @param turns differences of gradients, stacked
/// @param weights one over their products, `[memory]`
record LbfgsMemory(Object moves, Object turns, Array weights) {

  /// One step of the memory.
  private record Slot(Object move, Object turn, Array weight) {}

  private record SlotAndFactor(Slot slot, Array factor) {}

  /// The gradients times the estimate of the inverse Hessian.
  ///
  /// @param scale what the estimate starts with
  /// @param oldest where the oldest step is
  <P> P apply(P gradients, Array scale, Array oldest) {
    int size = weights.shape(0);
    Array order = oldest.add(Jnp.arange(size)).rem(size);
    Slot slots = Tree.map(m -> m.take(order, 0), new Slot(moves, turns, weights));
    Scan<P, Array> back =
        Linum.scan(
            (P v, Slot slot) -> {
              Array factor = slot.weight().mul(OptaxTree.vdot(slot.move(), v));
              return new Scan<>(minus(v, factor, slot.turn()), factor);
            },
            gradients,
            slots,
            ScanOptions.DEFAULT.reverse(true));
    P scaled = Tree.map(x -> x.mul(scale.astype(x.dtype())), back.carry());
    return Linum.<P, SlotAndFactor, @Nullable Object>scan(
            (P v, SlotAndFactor step) -> {
              Slot slot = step.slot();
              Array factor = slot.weight().mul(OptaxTree.vdot(slot.turn(), v));
              return new Scan<P, @Nullable Object>(
                  minus(v, factor.sub(step.factor()), slot.move()), null);
            },
            scaled,
            new SlotAndFactor(slots, back.ys()))
        .carry();
  }

  private static <P> P minus(P v, Array factor, Object tree) {
    return Tree.map((a, b) -> a.sub(factor.mul(b).astype(a.dtype())), v, tree);
  }
}
