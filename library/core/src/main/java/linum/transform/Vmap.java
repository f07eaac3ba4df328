package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
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
  /// @param args trees
  /// @throws IllegalArgumentException if an axis does not exist, if the sizes of mapped axes differ,
  ///     or if none is mapped and no size is given
  public static <R> R vmapAll(
      Function<List<@Nullable Object>, R> f, List<?> args, VmapOptions options) {
    List<Flat> flat = new ArrayList<>();
    List<Mapped> inputs = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      Flat argument = Tree.flatten(args.get(i));
      flat.add(argument);
      inputs.addAll(mapped(argument, axisOf(options.inAxes(), i, args.size()), i));
    }
    BatchAxis axis =
        new BatchAxis(size(inputs, options.axisSize()), options.axisName());
    Batch trace = new Batch(axis);
    List<Array> examples = new ArrayList<>();
    for (Mapped m : inputs) {
      examples.add(
          m.axis() == NONE
              ? m.array()
              : trace.wrap(Batched.mapped(Ops.moveaxis(m.array(), m.axis(), 0))));
    }
    R result = trace.run(() -> f.apply(unflatten(flat, examples)));
    Flat out = Tree.flatten(result);
    return out.unflatten(outputs(trace, out, options.outAxes()));
  }

  /// The results of a function of one tree.
  public static <X, R> R vmap(Function<X, R> f, X x, VmapOptions options) {
    @SuppressWarnings("unchecked") // the argument has the type that x has, rebuilt from its structure
    Function<List<@Nullable Object>, R> ofList = args -> f.apply((X) args.getFirst());
    return vmapAll(ofList, Collections.singletonList(x), options);
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
              + "\nMap one, vmap(f, 0), or say the number: new VmapOptions().axisSize(8)");
    }
    return sizes.one(
        "vmap: the mapped axes have different sizes",
        "Map over axes of one size, and give NONE for an argument that is the same for all"
            + " examples: vmap(f, 0, NONE)");
  }

  private static Object axisOf(List<Object> inAxes, int argument, int arguments) {
    if (inAxes.isEmpty()) {
      return 0;
    }
    if (inAxes.size() != 1 && inAxes.size() != arguments) {
      throw new IllegalArgumentException(
          ("vmap: %d axes are given for %d arguments."
                  + "\nGive one for each argument, or a single one for all: vmap(f, NONE, 0)")
              .formatted(inAxes.size(), arguments));
    }
    return inAxes.get(inAxes.size() == 1 ? 0 : argument);
  }

  private static List<Mapped> mapped(Flat argument, Object axes, int index) {
    List<@Nullable Object> perLeaf = Tree.broadcastPrefix(axes, argument.structure());
    List<KeyPath> paths = argument.structure().paths();
    List<Mapped> out = new ArrayList<>();
    for (int i = 0; i < perLeaf.size(); i++) {
      Array a = argument.leaves().get(i);
      String where = "argument " + index + paths.get(i);
      int axis = axis(perLeaf.get(i), where);
      if (axis != NONE && (axis >= a.ndim() || axis < -a.ndim())) {
        throw new IllegalArgumentException(
            ("vmap: %s of type %s has no axis %d to map over."
                    + "\nGive an axis that it has, or NONE if it is the same for all examples:"
                    + " vmap(f, NONE)")
                .formatted(where, a.aval(), axis));
      }
      out.add(new Mapped(a, axis < 0 && axis != NONE ? axis + a.ndim() : axis, where));
    }
    return out;
  }

  private static int axis(@Nullable Object axis, String where) {
    if (axis instanceof Integer i) {
      return i;
    }
    throw new IllegalArgumentException(
        "vmap: the axis for %s must be an int or NONE, got %s".formatted(where, axis));
  }

  private static List<@Nullable Object> unflatten(List<Flat> args, List<Array> leaves) {
    List<@Nullable Object> out = new ArrayList<>();
    int at = 0;
    for (Flat argument : args) {
      int n = argument.leaves().size();
      out.add(argument.<@Nullable Object>unflatten(leaves.subList(at, at + n)));
      at += n;
    }
    return out;
  }

  private static List<Array> outputs(Batch trace, Flat out, Object outAxes) {
    List<@Nullable Object> axes = Tree.broadcastPrefix(outAxes, out.structure());
    List<KeyPath> paths = out.structure().paths();
    List<Array> results = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      String where = "result" + paths.get(i);
      results.add(
          output(trace.axis(), trace.unwrap(out.leaves().get(i)), axis(axes.get(i), where), where));
    }
    return results;
  }

  private static Array output(BatchAxis axis, Batched b, int at, String where) {
    if (at == NONE) {
      if (b.mapped()) {
        throw new IllegalArgumentException(
            ("vmap: the %s differs from example to example, but its out axis is NONE."
                    + "\nGive it an axis: new VmapOptions().outAxes(0)")
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
