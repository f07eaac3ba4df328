package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Programs;
import linum.ir.Aval;
import linum.ir.Jaxpr;

/// Programs for many examples made of programs for one.
final class BatchPrograms {
  private record Key(Mask mappedIn, Mask mappedOut, BatchAxis axis) {}

  /// A program for all examples.
  ///
  /// @param mappedOut which outputs have the axis of the examples in front
  record Program(Jaxpr jaxpr, Mask mappedOut) {}

  private BatchPrograms() {}

  /// The program that takes the inputs in `mappedIn` with the axis in front and does what `jaxpr`
  /// does for each example. It is made once.
  static Program batch(Jaxpr jaxpr, Mask mappedIn, BatchAxis axis) {
    return batch(jaxpr, mappedIn, Mask.none(jaxpr.outputs().size()), axis);
  }

  /// As the other, but the outputs in `mappedOut` have the axis in any case.
  static Program batch(Jaxpr jaxpr, Mask mappedIn, Mask mappedOut, BatchAxis axis) {
    Key key = new Key(mappedIn, mappedOut, axis);
    return jaxpr.derived(key, () -> make(jaxpr, key));
  }

  private static Program make(Jaxpr jaxpr, Key key) {
    BatchAxis axis = key.axis();
    List<Aval> avals = new ArrayList<>();
    for (int i = 0; i < key.mappedIn().size(); i++) {
      Aval example = jaxpr.inputs().get(i).aval();
      avals.add(key.mappedIn().get(i) ? axis.full(example) : example);
    }
    Mask[] mappedOut = new Mask[1];
    Stage.Staged staged =
        Stage.stage(
            in -> {
              Batch trace = new Batch(axis);
              List<Array> examples = trace.wrap(Batched.zip(in, key.mappedIn()));
              List<Batched> out = trace.unwrap(trace.run(() -> Programs.eval(jaxpr, examples)));
              mappedOut[0] = Batched.mask(out).or(key.mappedOut());
              List<Array> results = new ArrayList<>();
              for (int i = 0; i < out.size(); i++) {
                Batched b = out.get(i);
                results.add(mappedOut[0].get(i) ? axis.full(b) : b.array());
              }
              return results;
            },
            avals);
    return new Program(staged.jaxpr(), mappedOut[0]);
  }
}
