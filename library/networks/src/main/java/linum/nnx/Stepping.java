package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Scan;
import linum.nnx.NnxAxes.Carry;
import linum.nnx.NnxAxes.StateAxes;
import linum.nnx.NnxScans.ScanAxes;
import linum.nnx.NnxVariables.Variable;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.ScanLoop;
import linum.transform.Vmap;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Steps a function of objects through slices of their variables.
final class Stepping {
  private final ScanAxes axes;
  private final Operands in;
  private final Prefixes<Object> prefixes = new Prefixes<>("scan");
  private final int carryArg;

  private Stepping(ScanAxes axes, @Nullable Object... args) {
    this.axes = axes;
    this.in = Operands.of(args);
    if (axes.inAxes().size() != args.length) {
      throw new IllegalArgumentException(
          "scan: %d axes are given for %d arguments.\nSay one for each: Nnx.ScanAxes.DEFAULT.in(CARRY, 0, …)."
              .formatted(axes.inAxes().size(), args.length));
    }
    if (!in.arrays().isEmpty()) {
      throw new IllegalArgumentException(
          "scan: an argument has arrays beside objects in one list, map or record.\nPass them as arguments of their own.");
    }
    int carry = -1;
    for (int i = 0; i < args.length; i++) {
      Object axis = axes.inAxes().get(i);
      if (axis instanceof Carry) {
        if (carry >= 0) {
          throw new IllegalArgumentException(
              "scan: arguments %d and %d are both the carry.\nPut them into one record or list."
                  .formatted(carry, i));
        }
        carry = i;
      }
      if (in.def(i) != null) {
        prefixes.add(i, args[i], (path, v) -> axis instanceof StateAxes s ? s.of(path, v) : axis);
      }
    }
    this.carryArg = carry;
  }

  static @Nullable Object call(Body f, ScanAxes axes, @Nullable Object... args) {
    return new Stepping(axes, args).run(f);
  }

  private boolean isCarry(Variable v) {
    return prefixes.of(v) instanceof Carry;
  }

  private boolean isShared(Variable v) {
    return prefixes.of(v).equals(Vmap.NONE);
  }

  private static int axis(Object prefix) {
    if (prefix instanceof Integer i) {
      return i;
    }
    throw new IllegalArgumentException(
        "scan: an axis is an int, NONE, CARRY or, for an object, StateAxes, got " + prefix);
  }

  private boolean hasPlainCarry() {
    return carryArg >= 0 && in.def(carryArg) == null;
  }

  private @Nullable Object run(Body f) {
    List<Object> carried = new ArrayList<>();
    List<Object> sliced = new ArrayList<>();
    for (Variable v : in.variables()) {
      if (isCarry(v)) {
        carried.add(v.current());
      } else if (!isShared(v)) {
        sliced.add(moved(v.current(), axis(prefixes.of(v)), false));
      }
    }
    List<@Nullable Object> xs = new ArrayList<>();
    for (int i = 0; i < in.args().length; i++) {
      if (in.def(i) == null && i != carryArg) {
        xs.add(slices(in.args()[i], axes.inAxes().get(i)));
      }
    }
    Object init = hasPlainCarry() ? in.args()[carryArg] : null;
    Scan<List<@Nullable Object>, List<@Nullable Object>> out =
        ScanLoop.scan(
            (c, x) -> step(f, Typed.cast(c), Typed.cast(x)),
            Arrays.asList(carried, init),
            Arrays.asList(sliced, xs),
            axes.length(),
            axes.options());
    return finish(out.carry(), out.ys());
  }

  private static Object moved(@Nullable Object tree, int axis, boolean back) {
    Object moved =
        Tree.<Object>map(
            a -> back ? Jnp.moveaxis(a, 0, axis) : Jnp.moveaxis(a, axis, 0), Typed.cast(tree));
    return moved;
  }

  // The arrays of an argument that are sliced, along their first axis; the others are left to the
  // function as they are.
  private static @Nullable Object slices(@Nullable Object arg, Object prefix) {
    Flat flat = Tree.flatten(arg);
    List<@Nullable Object> all = Tree.broadcastPrefix(prefix, flat.structure());
    List<Array> sliced = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int axis = axis(Objects.requireNonNull(all.get(i)));
      if (axis != Vmap.NONE) {
        sliced.add(Jnp.moveaxis(flat.leaves().get(i), axis, 0));
      }
    }
    return sliced;
  }

  private static @Nullable Object unsliced(
      @Nullable Object arg, Object prefix, List<Array> slices) {
    Flat flat = Tree.flatten(arg);
    List<@Nullable Object> all = Tree.broadcastPrefix(prefix, flat.structure());
    List<Array> leaves = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean shared = axis(Objects.requireNonNull(all.get(i))) == Vmap.NONE;
      leaves.add(shared ? flat.leaves().get(i) : slices.get(next++));
    }
    return flat.unflatten(leaves);
  }

  // One step. Its outputs: what the function returned beside the carry, new values of sliced
  // variables, the values of new variables, and what is static.
  private Scan<List<@Nullable Object>, List<@Nullable Object>> step(
      Body f, List<@Nullable Object> carry, List<@Nullable Object> x) {
    List<Object> carried = Typed.cast(carry.get(0));
    List<Object> sliced = Typed.cast(x.get(0));
    List<List<Array>> xs = Typed.cast(x.get(1));
    List<Object> values = new ArrayList<>();
    int nextCarried = 0;
    int nextSliced = 0;
    for (Variable v : in.variables()) {
      values.add(
          isCarry(v)
              ? carried.get(nextCarried++)
              : isShared(v) ? v.current() : sliced.get(nextSliced++));
    }
    List<@Nullable Object> plain = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < in.args().length; i++) {
      if (in.def(i) == null) {
        plain.add(
            i == carryArg
                ? carry.get(1)
                : unsliced(in.args()[i], axes.inAxes().get(i), xs.get(next++)));
      }
    }
    @Nullable Object[] nextCarry = new @Nullable Object[1];
    Variable[] variables = in.variables();
    Outcome o =
        Lifting.run(
            args -> {
              Object result = f.call(args);
              nextCarry[0] = carryOf(result);
              return outputOf(result);
            },
            in,
            values,
            List.of(),
            plain,
            i -> isCarry(variables[i]));
    return outputs(o, nextCarry[0]);
  }

  @SuppressWarnings("ReferenceEquality") // the object itself, not an equal one
  private @Nullable Object carryOf(@Nullable Object result) {
    Object c =
        axes.outAxes() instanceof Carry
            ? result
            : axes.outAxes() instanceof List<?> && result instanceof Scan<?, ?> s
                ? s.carry()
                : null;
    if (axes.outAxes() instanceof List<?> && !(result instanceof Scan<?, ?>)) {
      throw new IllegalArgumentException(
          "scan: the function must return a Scan of carry and output, got %s.\nReturn new Scan<>(carry, y), or say what it returns: ScanAxes.DEFAULT.out(CARRY)."
              .formatted(result == null ? "null" : "a " + result.getClass().getSimpleName()));
    }
    if (hasPlainCarry()) {
      return c;
    }
    if (c != null && (carryArg < 0 || c != in.args()[carryArg])) {
      throw new IllegalArgumentException(
          "scan: the function returned another carry than the object it was given.\nChange the variables of the object, and return the object itself.");
    }
    return null;
  }

  private @Nullable Object outputOf(@Nullable Object result) {
    if (axes.outAxes() instanceof Carry) {
      return null;
    }
    return axes.outAxes() instanceof List<?> && result instanceof Scan<?, ?> s ? s.ys() : result;
  }

  private Scan<List<@Nullable Object>, List<@Nullable Object>> outputs(
      Outcome o, @Nullable Object carry) {
    Outs outs = o.outs();
    List<Object> carried = new ArrayList<>();
    List<Array> sliced = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < outs.changed().size(); i++) {
      Variable v = in.variables()[outs.changed().get(i)];
      Structure s = outs.structures().get(i);
      List<Array> leaves = o.changed().subList(from, from + s.leafCount());
      from += s.leafCount();
      if (isCarry(v)) {
        carried.add(Objects.requireNonNull(Tree.<Object>unflatten(s, leaves)));
      } else if (isShared(v)) {
        throw new IllegalArgumentException(
            "scan: a step changed the %s of %s, which is the same for all steps.\nLet it be carried: new Nnx.StateAxes(Nnx.%s.class, CARRY, true, …)."
                .formatted(
                    v.getClass().getSimpleName(), prefixes.name(v), v.getClass().getSimpleName()));
      } else {
        sliced.addAll(leaves);
      }
    }
    return new Scan<>(
        Arrays.asList(carried, carry), Arrays.asList(o.plain(), sliced, o.made(), outs));
  }

  private @Nullable Object finish(List<@Nullable Object> carry, List<@Nullable Object> ys) {
    List<Object> carried = Typed.cast(carry.get(0));
    List<Array> sliced = Typed.cast(ys.get(1));
    List<Array> made = Typed.cast(ys.get(2));
    Outs outs = Typed.cast(ys.get(3));
    List<Array> changed = new ArrayList<>();
    int nextCarried = 0;
    int nextSliced = 0;
    for (int i = 0; i < outs.changed().size(); i++) {
      Variable v = in.variables()[outs.changed().get(i)];
      if (isCarry(v)) {
        changed.addAll(Tree.leaves(carried.get(nextCarried++)));
      } else {
        int axis = axis(prefixes.of(v));
        for (int k = 0; k < outs.structures().get(i).leafCount(); k++) {
          changed.add(Jnp.moveaxis(sliced.get(nextSliced++), 0, axis));
        }
      }
    }
    Object plain = ys.get(0) == null ? null : placed(ys.get(0));
    Object y = Lifting.apply(in, new Outcome(outs, changed, made, plain));
    Object c = hasPlainCarry() ? carry.get(1) : carryArg < 0 ? null : in.args()[carryArg];
    return switch (axes.outAxes()) {
      case Carry _ -> c;
      case List<?> _ ->
          new Scan<Object, @Nullable Object>(Objects.requireNonNull(c, "scan has no carry"), y);
      default -> y;
    };
  }

  // Outputs along the axes that were asked for.
  private Object placed(@Nullable Object ys) {
    Object prefix = axes.outAxes() instanceof List<?> l ? l.get(1) : axes.outAxes();
    Flat flat = Tree.flatten(ys);
    List<@Nullable Object> all = Tree.broadcastPrefix(prefix, flat.structure());
    List<Array> placed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Object axis = Objects.requireNonNull(all.get(i));
      placed.add(Jnp.moveaxis(flat.leaves().get(i), 0, axis(axis)));
    }
    return flat.unflatten(placed);
  }
}
