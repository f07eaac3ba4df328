package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Dims;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Mapping a function of one example over axes of its arguments.
public final class Vmap {
  /// In place of an axis: an argument that is the same for all examples, or a result that is.
  ///
  /// In JAX: `None`.
  public static final int NONE = Integer.MIN_VALUE;

  /// An array of an argument, and the axis of it that is mapped.
  ///
  /// @param axis not negative, or [#NONE]
  private record Mapped(Array array, int axis, String where) {
    @Override
    public String toString() {
      return "axis %d of %s of type %s".formatted(axis, where, array.aval());
    }
  }

  private Vmap() {}

  /// The results of `f` for all examples. The function runs once.
  ///
  /// @throws IllegalArgumentException if an axis does not exist, if the sizes of mapped axes
  ///   differ, or if none is mapped and no size is given
  public static @Nullable Object call(Body f, VmapOptions options, @Nullable Object... args) {
    Arguments in = Arguments.of(args);
    List<Mapped> inputs = mapped(in, options.inAxes());
    BatchAxis axis = new BatchAxis(size(inputs, options.axisSize()), options.axisName());
    Batch trace = new Batch(axis);
    List<Array> examples = new ArrayList<>();
    for (Mapped m : inputs) {
      examples.add(
          m.axis() == NONE
              ? m.array()
              : trace.wrap(Batched.mapped(Ops.moveaxis(m.array(), m.axis(), 0))));
    }
    Flat out = Tree.flatten(trace.run(() -> f.call(in.rebuilt(examples))));
    return out.unflatten(outputs(trace, out, options.outAxes()));
  }

  /// As the other, of a function of one tree.
  // The argument and the result are rebuilt as f takes and gave them.
  @SuppressWarnings({"unchecked", "NullAway"})
  public static <X, R> R vmap(Function<X, R> f, X x, VmapOptions options) {
    return (R) call(args -> f.apply((X) args[0]), options, x);
  }

  private static int size(List<Mapped> inputs, int given) {
    Sizes sizes = new Sizes();
    for (Mapped m : inputs) {
      if (m.axis() != NONE) {
        sizes.add(m.array().shape(m.axis()), m.toString());
      }
    }
    if (given >= 0) {
      sizes.add(given, "the option axisSize");
    }
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "vmap: no argument is mapped, so the number of examples is not known."
              + "\nMap one, vmap(f, 0), or say the number: VmapOptions.DEFAULT.axisSize(8)");
    }
    return sizes.one(
        "vmap: the mapped axes have different sizes",
        "Map over axes of one size, and give NONE for an argument that is the same for all"
            + " examples: vmap(f, 0, NONE)");
  }

  private static List<Mapped> mapped(Arguments in, List<Object> inAxes) {
    int n = in.structures().size();
    if (inAxes.size() > 1 && inAxes.size() != n) {
      throw new IllegalArgumentException(
          ("vmap: %d axes are given for %d arguments."
                  + "\nGive one for each argument, or a single one for all: vmap(f, NONE, 0)")
              .formatted(inAxes.size(), n));
    }
    List<@Nullable Object> axes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Object own = inAxes.isEmpty() ? 0 : inAxes.get(inAxes.size() == 1 ? 0 : i);
      axes.addAll(Tree.broadcastPrefix(own, in.structures().get(i)));
    }
    List<Mapped> out = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      out.add(mapped(in.leaves().get(i), axes.get(i), in.name(i)));
    }
    return out;
  }

  private static Mapped mapped(Array a, @Nullable Object given, String where) {
    int axis = axis(given, where);
    if (axis != NONE && (axis >= a.ndim() || axis < -a.ndim())) {
      throw new IllegalArgumentException(
          ("vmap: %s of type %s has no axis %d to map over."
                  + "\nGive an axis that it has, or NONE if it is the same for all examples:"
                  + " vmap(f, NONE)")
              .formatted(where, a.aval(), axis));
    }
    return new Mapped(a, axis < 0 && axis != NONE ? axis + a.ndim() : axis, where);
  }

  private static int axis(@Nullable Object axis, String where) {
    if (axis instanceof Integer i) {
      return i;
    }
    throw new IllegalArgumentException(
        "vmap: the axis for %s must be an int or NONE, got %s".formatted(where, axis));
  }

  private static List<Array> outputs(Batch trace, Flat out, Object outAxes) {
    List<@Nullable Object> axes = Tree.broadcastPrefix(outAxes, out.structure());
    List<KeyPath> paths = out.structure().paths();
    List<Array> results = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      String where = "result" + at(paths.get(i));
      results.add(
          output(trace.axis(), trace.unwrap(out.leaves().get(i)), axis(axes.get(i), where), where));
    }
    return results;
  }

  private static String at(KeyPath path) {
    return path.keys().isEmpty() ? "" : " at " + path;
  }

  private static Array output(BatchAxis axis, Batched b, int at, String where) {
    if (at == NONE) {
      if (b.mapped()) {
        throw new IllegalArgumentException(
            ("vmap: the %s differs from example to example, but its out axis is NONE."
                    + "\nGive it an axis: VmapOptions.DEFAULT.outAxes(0)")
                .formatted(where));
      }
      return b.array();
    }
    int rank = b.rank() + 1;
    int to = at < 0 ? at + rank : at;
    if (to < 0 || to >= rank) {
      throw new IllegalArgumentException(
          "vmap: out axis %d does not exist in the %s, which has type %s for each example"
              .formatted(at, where, b.example()));
    }
    return b.mapped()
        ? Ops.moveaxis(b.array(), 0, to)
        : Ops.broadcastInDim(
            b.array(), b.array().shape().insert(to, axis.size()), Dims.range(rank).without(to));
  }
}
