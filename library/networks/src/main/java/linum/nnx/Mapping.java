package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import linum.Linum;
import linum.core.Array;
import linum.nnx.NnxAxes.Carry;
import linum.nnx.NnxAxes.StateAxes;
import linum.nnx.NnxVariables.Variable;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import org.jspecify.annotations.Nullable;

/// Maps a function of objects over axes of their variables.
final class Mapping {
  private final VmapOptions options;
  private final Operands in;
  private final Prefixes<Integer> axes = new Prefixes<>("vmap");

  private Mapping(VmapOptions options, @Nullable Object... args) {
    this.options = options;
    this.in = Operands.of(args);
    if (options.inAxes().size() > 1 && options.inAxes().size() != args.length) {
      throw new IllegalArgumentException(
          "vmap: %d axes are given for %d arguments.\nGive one for each, or a single one for all."
              .formatted(options.inAxes().size(), args.length));
    }
    for (int i = 0; i < args.length; i++) {
      if (in.def(i) != null) {
        Object axis = axis(i);
        axes.add(i, args[i], (path, v) -> axis(axis, path, v));
      }
    }
  }

  private Object axis(int arg) {
    List<Object> all = options.inAxes();
    return all.isEmpty() ? 0 : all.get(all.size() == 1 ? 0 : arg);
  }

  private static int axis(Object prefix, List<Object> path, Object value) {
    Object axis = prefix instanceof StateAxes s ? s.of(path, value) : prefix;
    if (axis instanceof Integer i) {
      return i;
    }
    throw new IllegalArgumentException(
        "vmap: the axis of an object with variables is an int, NONE or StateAxes, got %s%s"
            .formatted(axis, axis instanceof Carry ? ", which is for scan" : ""));
  }

  static @Nullable Object call(Body f, VmapOptions options, @Nullable Object... args) {
    return new Mapping(options, args).run(f);
  }

  private @Nullable Object run(Body f) {
    List<Object> inAxes = List.of(variableAxes(), arrayAxes(), plainAxes());
    Object plainOut = options.outAxes() instanceof StateAxes ? 0 : options.outAxes();
    List<Object> outAxes = List.of(plainOut, variableAxes(), 0, Vmap.NONE, 0);
    VmapOptions inner = new VmapOptions(inAxes, outAxes, options.axisName(), options.axisSize());
    List<@Nullable Object> out =
        Typed.cast(
            Vmap.call(
                operands ->
                    mapped(
                        Lifting.run(
                            f,
                            in,
                            Typed.cast(operands[0]),
                            Typed.cast(operands[1]),
                            Typed.cast(operands[2]),
                            _ -> false)),
                inner,
                in.values(),
                in.arrays(),
                in.plain()));
    return Lifting.apply(in, outcome(out));
  }

  private List<Object> variableAxes() {
    List<Object> all = new ArrayList<>();
    for (Variable v : in.variables()) {
      all.add(axes.of(v));
    }
    return all;
  }

  private List<Object> arrayAxes() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < in.args().length; i++) {
      Def def = in.def(i);
      if (def != null) {
        Object axis = axis(i);
        def.leaves(
            List.of(),
            (path, leaf) -> {
              if (leaf instanceof Def.OfArray) {
                all.add(axis(axis, path, path));
              }
            });
      }
    }
    return all;
  }

  private List<Object> plainAxes() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < in.args().length; i++) {
      if (in.def(i) == null) {
        all.add(axis(i));
      }
    }
    return all;
  }

  // The results, by how their axes are known: of variables, they are those that they came with.
  private List<@Nullable Object> mapped(Outcome o) {
    Outs outs = o.outs();
    List<List<Array>> variables =
        new ArrayList<>(Collections.nCopies(in.variables().length, List.of()));
    int from = 0;
    for (int i = 0; i < outs.changed().size(); i++) {
      int to = from + outs.structures().get(i).leafCount();
      variables.set(outs.changed().get(i), o.changed().subList(from, to));
      from = to;
    }
    List<Integer> made = madeAxes(outs, o.made().size());
    List<Array> stacked = new ArrayList<>();
    List<Array> shared = new ArrayList<>();
    for (int i = 0; i < o.made().size(); i++) {
      (made.get(i) == Vmap.NONE ? shared : stacked).add(o.made().get(i));
    }
    List<@Nullable Object> all = new ArrayList<>();
    Collections.addAll(all, o.plain(), variables, stacked, shared, new Made(outs, made));
    return all;
  }

  // Static in the tree of results.
  private static final class Made {
    final Outs outs;
    final List<Integer> axes;

    Made(Outs outs, List<Integer> axes) {
      this.outs = outs;
      this.axes = axes;
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Made m && outs.equals(m.outs) && axes.equals(m.axes);
    }

    @Override
    public int hashCode() {
      return Objects.hash(outs, axes);
    }
  }

  // The axes of new variables, then of other arrays. What was added to an argument goes along the
  // first axis.
  private List<Integer> madeAxes(Outs outs, int size) {
    List<Integer> ofVariables = new ArrayList<>();
    List<Integer> ofArrays = new ArrayList<>();
    if (outs.result() != null) {
      outs.result()
          .leaves(
              List.of(),
              (path, leaf) -> {
                if (leaf instanceof Def.OfVariable v) {
                  int axis = axis(options.outAxes(), path, v.template());
                  ofVariables.addAll(Collections.nCopies(v.value().leafCount(), axis));
                } else {
                  ofArrays.add(axis(options.outAxes(), path, path));
                }
              });
    }
    int rest = size - ofVariables.size() - ofArrays.size();
    ofVariables.addAll(Collections.nCopies(rest, 0));
    ofVariables.addAll(ofArrays);
    return ofVariables;
  }

  private static Outcome outcome(List<@Nullable Object> out) {
    List<List<Array>> variables = Typed.cast(out.get(1));
    List<Array> changed = new ArrayList<>();
    variables.forEach(changed::addAll);
    List<Array> stacked = Typed.cast(out.get(2));
    List<Array> shared = Typed.cast(out.get(3));
    Made made = Typed.cast(out.get(4));
    List<Array> all = new ArrayList<>();
    int nextStacked = 0;
    int nextShared = 0;
    for (int axis : made.axes) {
      all.add(
          axis == Linum.NONE
              ? shared.get(nextShared++)
              : Jnp.moveaxis(stacked.get(nextStacked++), 0, axis));
    }
    Object plain = out.get(0);
    return new Outcome(made.outs, changed, all, plain);
  }
}
