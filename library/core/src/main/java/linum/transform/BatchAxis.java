package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// The axis that a `vmap` runs over.
///
/// @param size the number of examples
/// @param name what collectives call it; null if it has no name
record BatchAxis(int size, @Nullable String name) {

  /// The array with the axis in front: broadcast, if it is the same for all examples.
  Array full(Batched b) {
    return b.mapped() ? b.array() : broadcast(b.array());
  }

  List<Array> full(List<Batched> in) {
    return in.stream().map(this::full).toList();
  }

  Array broadcast(Array x) {
    return Ops.broadcastInDim(x, full(x.shape()), Dims.range(1, x.ndim() + 1));
  }

  /// The shape of all examples together.
  Dims full(Dims example) {
    return example.insert(0, size);
  }

  Aval full(Aval example) {
    return example.withShape(full(example.shape()));
  }

  /// All examples of an operand that is a scalar or has the shape `example`, in that shape.
  Array aligned(Batched b, Dims example) {
    if (!b.mapped()) {
      return Ops.broadcast(b.array(), full(example));
    }
    Dims to = b.rank() == 0 ? Dims.of(0) : Dims.range(example.rank() + 1);
    return Ops.broadcastInDim(b.array(), full(example), to);
  }
}
