package linum.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Scan;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// See [Linen#scan].
record ScanTransform(ScanLift lift) implements Transform {
  @Override
  public String name() {
    return "Scan";
  }

  // Safe: the body is one of a carry and an input, and gives a Scan.
  @SuppressWarnings("unchecked")
  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    return (R)
        scan(args.get(0), args.get(1), (Function<List<?>, Scan<Object, @Nullable Object>>) body);
  }

  Scan<Object, @Nullable Object> scan(
      Object init, @Nullable Object xs, Function<List<?>, Scan<Object, @Nullable Object>> body) {
    List<CollectionFilter> filters = new ArrayList<>();
    filters.add(lift.variableBroadcast());
    filters.add(lift.variableCarry());
    filters.addAll(lift.variableAxes().keySet());
    List<Integer> axes = List.copyOf(lift.variableAxes().values());
    Splits splits = new Splits(lift.splitRngs());
    Opened open = new Opened("scan", filters, filters, splits.filters());
    List<List<Variables>> groups = open.variables();
    List<List<Variables>> sliced =
        Lifting.axes(groups.subList(2, groups.size()), axes, lift.partitionName(), false);
    StepAxes inputs = new StepAxes(lift.inAxes(), xs);
    TreeSet<Integer> sizes = new TreeSet<>();
    Lifting.collectSizes(lift.inAxes(), xs, sizes);
    for (int i = 0; i < sliced.size(); i++) {
      Lifting.collectSizes(axes.get(i), sliced.get(i), sizes);
    }
    int length = Lifting.size("scan", lift.length(), sizes);
    Steps steps = new Steps(open, lift, inputs, splits.split(open.keys(), length), body);
    Steps.Slice all = steps.all(moved(sliced, axes, true));
    Steps.Carry first = new Steps.Carry(groups.get(1), init);
    Steps.Common common = steps.common(groups.getFirst(), first, all);
    Scan<Steps.Carry, Steps.Left> out =
        loop(
            (c, s) -> steps.step(common.variables(), c, s),
            first,
            all,
            length,
            open.own().root().initializing && !lift.variableCarry().equals(CollectionFilter.NONE));
    List<List<Variables>> changed = new ArrayList<>();
    changed.add(common.variables());
    changed.add(out.carry().variables());
    changed.addAll(
        Lifting.axes(moved(out.ys().variables(), axes, false), axes, lift.partitionName(), true));
    open.publish(changed);
    return new Scan<>(out.carry().value(), steps.outputs(out.ys().outputs(), common.outputs()));
  }

  /// @param apart whether the first step is run before the others, because it makes variables that
  ///   they hand on
  private Scan<Steps.Carry, Steps.Left> loop(
      BiFunction<Steps.Carry, Steps.Slice, Scan<Steps.Carry, Steps.Left>> step,
      Steps.Carry init,
      Steps.Slice all,
      int length,
      boolean apart) {
    ScanOptions options = new ScanOptions(lift.reverse(), lift.unroll());
    if (!apart || length == 0) {
      return ScanLoop.scan(step, init, all, length, options);
    }
    boolean last = lift.reverse();
    Scan<Steps.Carry, Steps.Left> first =
        step.apply(init, Tree.map(a -> a.get(last ? length - 1 : 0), all));
    Steps.Slice others =
        Tree.map(a -> Lax.sliceInDim(a, last ? 0 : 1, last ? length - 1 : length, 0), all);
    Scan<Steps.Carry, Steps.Left> rest =
        ScanLoop.scan(step, first.carry(), others, length - 1, options);
    Steps.Left left =
        Tree.map(
            (a, more) -> {
              Array one = a.expandDims(0);
              return Jnp.concatenate(last ? List.of(more, one) : List.of(one, more), 0);
            },
            first.ys(),
            rest.ys());
    return new Scan<>(rest.carry(), left);
  }

  private static List<List<Variables>> moved(
      List<List<Variables>> groups, List<Integer> axes, boolean toFront) {
    List<List<Variables>> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int axis = axes.get(i);
      all.add(
          axis == 0
              ? groups.get(i)
              : Tree.map(
                  a -> toFront ? Jnp.moveaxis(a, axis, 0) : Jnp.moveaxis(a, 0, axis),
                  groups.get(i)));
    }
    return all;
  }
}
