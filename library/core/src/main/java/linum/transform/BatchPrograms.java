package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import linum.core.Array;
import linum.core.Programs;
import linum.ir.Aval;
import linum.ir.Jaxpr;

/// Programs for many examples made of programs for one.
final class BatchPrograms {
  private record Key(List<Boolean> mappedIn, List<Boolean> mappedOut, BatchAxis axis) {}

  /// A program for all examples.
  ///
  /// @param mappedOut which outputs have the axis of the examples in front
  record Program(Jaxpr jaxpr, List<Boolean> mappedOut) {}

  private static final Map<Jaxpr, Map<Key, Program>> CACHE =
      Collections.synchronizedMap(new WeakHashMap<>());

  private BatchPrograms() {}

  /// The program that takes the inputs in `mappedIn` with the axis in front and does what `jaxpr` does
  /// for each example. It is made once.
  static Program batch(Jaxpr jaxpr, List<Boolean> mappedIn, BatchAxis axis) {
    return batch(jaxpr, mappedIn, Collections.nCopies(jaxpr.outputs().size(), false), axis);
  }

  /// As the other, but the outputs in `mappedOut` have the axis in any case.
  static Program batch(
      Jaxpr jaxpr, List<Boolean> mappedIn, List<Boolean> mappedOut, BatchAxis axis) {
    Map<Key, Program> made =
        CACHE.computeIfAbsent(jaxpr, _ -> Collections.synchronizedMap(new HashMap<>()));
    Key key = new Key(List.copyOf(mappedIn), List.copyOf(mappedOut), axis);
    Program known = made.get(key);
    if (known == null) {
      known = make(jaxpr, key);
      made.put(key, known);
    }
    return known;
  }

  private static Program make(Jaxpr jaxpr, Key key) {
    BatchAxis axis = key.axis();
    List<Aval> avals = new ArrayList<>();
    for (int i = 0; i < key.mappedIn().size(); i++) {
      Aval example = jaxpr.inputs().get(i).aval();
      avals.add(key.mappedIn().get(i) ? axis.full(example) : example);
    }
    List<Boolean> mappedOut = new ArrayList<>();
    Stage.Staged staged =
        Stage.stage(
            in -> {
              Batch trace = new Batch(axis);
              List<Array> examples = trace.wrap(Batched.zip(in, key.mappedIn()));
              List<Batched> out =
                  trace.unwrap(trace.run(() -> Programs.eval(jaxpr, examples)));
              List<Array> results = new ArrayList<>();
              for (int i = 0; i < out.size(); i++) {
                boolean wanted = key.mappedOut().get(i) || out.get(i).mapped();
                mappedOut.add(wanted);
                results.add(wanted ? axis.full(out.get(i)) : out.get(i).array());
              }
              return results;
            },
            avals);
    return new Program(staged.jaxpr(), List.copyOf(mappedOut));
  }
}
