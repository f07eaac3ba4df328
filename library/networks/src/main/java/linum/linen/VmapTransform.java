package linum.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import linum.random.PrngKey;
import linum.transform.Vmap;
import linum.transform.VmapOptions;

/// See [Linen#vmap].
record VmapTransform(VmapLift lift) implements Transform {
  @Override
  public String name() {
    return "Vmap";
  }

  // Safe: vmap passes arguments and results of the types that they come with.
  @SuppressWarnings({"unchecked", "NullAway"})
  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    List<CollectionFilter> collections = List.copyOf(lift.variableAxes().keySet());
    List<Integer> axes = List.copyOf(lift.variableAxes().values());
    Splits splits = new Splits(lift.splitRngs());
    Opened open = new Opened("vmap", collections, collections, splits.filters());
    List<List<Variables>> groups =
        Lifting.axes(open.variables(), axes, lift.partitionName(), false);
    List<Object> argAxes = argAxes(args.size());
    int size = Lifting.size("vmap", lift.axisSize(), sizes(groups, axes, args, argAxes));
    List<List<Map<String, PrngKey>>> keys = splits.split(open.keys(), size);
    List<Object> keyAxes = new ArrayList<>();
    splits.flags().forEach(split -> keyAxes.add(split ? 0 : Vmap.NONE));
    VmapOptions options =
        VmapOptions.DEFAULT
            .inAxes(axes, keyAxes, argAxes)
            .outAxes(Map.of("value", lift.outAxes(), "out", axes))
            .axisSize(size);
    Opened.Result<R> result =
        (Opened.Result<R>)
            Vmap.call(
                in ->
                    open.run(
                        (List<List<Variables>>) in[0],
                        (List<List<Map<String, PrngKey>>>) in[1],
                        () -> body.apply((List<?>) in[2])),
                lift.axisName() == null ? options : options.axisName(lift.axisName()),
                groups,
                keys,
                args);
    open.publish(Lifting.axes(result.out(), axes, lift.partitionName(), true));
    return result.value();
  }

  private List<Object> argAxes(int n) {
    if (lift.inAxes().size() != 1 && lift.inAxes().size() != n) {
      throw new IllegalArgumentException(
          "vmap: %d axes for %d arguments: %s.\nGive one axis an argument, or one for all."
              .formatted(lift.inAxes().size(), n, lift.inAxes()));
    }
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(lift.inAxes().get(lift.inAxes().size() == 1 ? 0 : i));
    }
    return all;
  }

  private static TreeSet<Integer> sizes(
      List<List<Variables>> groups, List<Integer> axes, List<?> args, List<Object> argAxes) {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int i = 0; i < groups.size(); i++) {
      Lifting.collectSizes(axes.get(i), groups.get(i), sizes);
    }
    for (int i = 0; i < args.size(); i++) {
      Lifting.collectSizes(argAxes.get(i), args.get(i), sizes);
    }
    return sizes;
  }
}
