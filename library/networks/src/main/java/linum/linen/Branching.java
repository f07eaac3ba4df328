package linum.linen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.random.PrngKey;

/// Branches and loops over bodies.
final class Branching {
  private Branching() {}

  /// The counter, the carried variables and the value of a loop.
  private record Loop<C>(Array i, List<List<Variables>> variables, C value) {}

  static <R> R cond(Array predicate, Supplier<R> onTrue, Supplier<R> onFalse) {
    Opened open = Opened.whole("cond", false);
    SameVariables same = new SameVariables("cond", open.own());
    return open.close(
        Linum.cond(predicate, branch(open, same, onTrue), branch(open, same, onFalse)));
  }

  // Safe: the array holds what this method puts there.
  @SuppressWarnings({"unchecked", "rawtypes"})
  static <R> R switchCase(Array index, List<Supplier<R>> branches) {
    Opened open = Opened.whole("switchCase", false);
    SameVariables same = new SameVariables("switchCase", open.own());
    Supplier<Opened.Result<R>>[] all = new Supplier[branches.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = branch(open, same, branches.get(i));
    }
    return open.close(Linum.switchCase(index, all));
  }

  private static <R> Supplier<Opened.Result<R>> branch(
      Opened open, SameVariables same, Supplier<R> body) {
    return () -> {
      Opened.Result<R> result = open.run(open.variables(), open.keys(), body);
      same.check(result.out());
      return result;
    };
  }

  static <C> C whileLoop(
      Function<C, Array> cond,
      UnaryOperator<C> body,
      C init,
      CollectionFilter carried,
      CollectionFilter shared,
      Map<CollectionFilter, Boolean> splitRngs) {
    Splits splits = new Splits(splitRngs);
    Opened open =
        new Opened("whileLoop", List.of(carried, shared), List.of(carried), splits.filters());
    List<Variables> constant = open.variables().getLast();
    Loop<C> out =
        Linum.whileLoop(
            (Loop<C> c) ->
                open.run(
                        List.of(c.variables().getFirst(), constant),
                        folded(open.keys(), splits, c.i().neg()),
                        CollectionFilter.NONE,
                        () -> cond.apply(c.value()))
                    .value(),
            c -> {
              Opened.Result<C> r =
                  open.run(
                      List.of(c.variables().getFirst(), constant),
                      folded(open.keys(), splits, c.i()),
                      () -> body.apply(c.value()));
              return new Loop<>(c.i().add(1), r.out(), r.value());
            },
            new Loop<>(Jnp.array(0), List.of(open.variables().getFirst()), init));
    open.publish(out.variables());
    return out.value();
  }

  private static List<List<Map<String, PrngKey>>> folded(
      List<List<Map<String, PrngKey>>> groups, Splits splits, Array i) {
    List<List<Map<String, PrngKey>>> all = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      boolean split = splits.flags().get(g);
      List<Map<String, PrngKey>> group = new ArrayList<>();
      for (Map<String, PrngKey> keys : groups.get(g)) {
        Map<String, PrngKey> now = new LinkedHashMap<>();
        keys.forEach((name, key) -> now.put(name, split ? key.foldIn(i) : key));
        group.add(now);
      }
      all.add(group);
    }
    return all;
  }
}
