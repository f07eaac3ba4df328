package linum.linen;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// See [Linen#mapVariables].
record MapTransform(MapLift lift) implements Transform {
  @Override
  public String name() {
    return "Map_variables";
  }

  @Override
  public <R> R run(List<?> args, Function<List<?>, R> body) {
    boolean outgoing = lift.mutable() || lift.init();
    List<CollectionFilter> in = List.of(lift.mapped(), CollectionFilter.ALL);
    List<CollectionFilter> out =
        outgoing
            ? in
            : List.of(CollectionFilter.NONE, CollectionFilter.ALL.subtract(lift.mapped()));
    Opened open = new Opened("mapVariables", in, out, List.of(CollectionFilter.ALL));
    List<Variables> target = open.variables().getFirst();
    List<Variables> others = open.variables().getLast();
    if (lift.init() && !open.own().root().mutable.isEmpty()) {
      Opened.Result<R> first =
          open.run(List.of(target, others), open.keys(), () -> body.apply(args));
      target = map(lift.transOut(), first.out().getFirst());
    }
    Opened.Result<R> result =
        open.run(
            List.of(map(lift.transIn(), target), others),
            open.keys(),
            outgoing ? CollectionFilter.ALL : CollectionFilter.ALL.subtract(lift.mapped()),
            () -> body.apply(args));
    if (outgoing) {
      open.publish(List.of(map(lift.transOut(), result.out().getFirst()), result.out().getLast()));
    } else {
      open.publish(result.out());
    }
    return result.value();
  }

  private static List<Variables> map(UnaryOperator<Variables> f, List<Variables> all) {
    return all.stream().map(f).toList();
  }
}
