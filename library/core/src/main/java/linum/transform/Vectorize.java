package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.core.Array;
import linum.core.Broadcasting;
import linum.core.Ops;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Functions of arrays with few axes applied to arrays with more: the axes in front are broadcast,
/// and each of them is mapped with `vmap`.
public final class Vectorize {
  private Vectorize() {}

  /// The value of a function for all places of the axes in front.
  ///
  /// @param signature the axes that the function itself takes; null for a function of scalars
  public static Array call(Body f, @Nullable String signature, Array... args) {
    CoreAxes core =
        signature == null ? CoreAxes.scalars(args.length) : CoreAxes.parse(signature, args.length);
    Map<String, Integer> sizes = core.sizes(args);
    Dims[] loops = new Dims[args.length];
    Object[] squeezed = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      loops[i] = core.loop(i, args[i]);
      squeezed[i] = Ops.squeeze(args[i], ones(loops[i]));
    }
    Dims loop = Broadcasting.shape("vectorize", loops);
    Body mapped =
        in -> {
          Array y = (Array) Objects.requireNonNull(f.call(in));
          core.requireOutput(y, sizes);
          return y;
        };
    for (int k = loop.rank() - 1; k >= 0; k--) {
      if (loop.get(k) != 1) {
        mapped = mapped(mapped, axes(loops, loop.rank() - k));
      }
    }
    Array out = (Array) Objects.requireNonNull(mapped.call(squeezed));
    Dims rest = out.shape().slice(loop.rank() - ones(loop).rank(), out.ndim());
    return Ops.reshape(out, loop.concat(rest));
  }

  private static Body mapped(Body f, Object[] axes) {
    return in -> Vmap.call(f, VmapOptions.DEFAULT.inAxes(axes), in);
  }

  // The places of the axes of size 1.
  private static Dims ones(Dims shape) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.get(i) == 1) {
        places.add(i);
      }
    }
    return Dims.of(places.stream().mapToInt(i -> i));
  }

  // The outer maps have taken the axes in front: what is mapped is axis 0 of those that have it.
  private static Object[] axes(Dims[] loops, int fromTheEnd) {
    Object[] axes = new Object[loops.length];
    for (int i = 0; i < loops.length; i++) {
      int at = loops[i].rank() - fromTheEnd;
      axes[i] = at >= 0 && loops[i].get(at) != 1 ? 0 : Vmap.NONE;
    }
    return axes;
  }
}
