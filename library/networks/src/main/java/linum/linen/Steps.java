package linum.linen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.random.PrngKey;
import linum.transform.ShapeDtypeStruct;
import linum.transform.Staging;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// One body run once for every step of a loop, and once before, to find what does not depend on the
/// step.
final class Steps {
  private static final int BROADCAST_GROUP = 0;
  private static final int CARRY_GROUP = 1;
  private static final int SLICED_GROUPS = 2;

  /// What one step takes from its place: inputs, variables and keys. The arrays of all steps have
  /// one axis more, which is the first.
  record Slice(
      List<Array> inputs, List<List<Variables>> variables, List<List<Map<String, PrngKey>>> keys) {}

  /// What goes from step to step.
  record Carry(List<Variables> variables, Object value) {}

  /// What one step leaves in its place.
  record Left(List<Array> outputs, List<List<Variables>> variables) {}

  /// What all steps have in common.
  record Common(List<Variables> variables, List<Array> outputs) {}

  private final Opened open;
  private final ScanLift lift;
  private final StepAxes inputs;
  private final List<List<Map<String, PrngKey>>> keys;
  private final Function<List<?>, Scan<Object, @Nullable Object>> body;
  private @Nullable StepAxes outputs;

  /// @param keys all groups of keys, those that are split with an axis of steps
  Steps(
      Opened open,
      ScanLift lift,
      StepAxes inputs,
      List<List<Map<String, PrngKey>>> keys,
      Function<List<?>, Scan<Object, @Nullable Object>> body) {
    this.open = open;
    this.lift = lift;
    this.inputs = inputs;
    this.keys = keys;
    this.body = body;
  }

  /// What all steps take from their places.
  Slice all(List<List<Variables>> sliced) {
    List<List<Map<String, PrngKey>>> split = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (isSplit(i)) {
        split.add(keys.get(i));
      }
    }
    return new Slice(inputs.inFront(), sliced, split);
  }

  private boolean isSplit(int group) {
    return new Splits(lift.splitRngs()).flags().get(group);
  }

  /// One step.
  Scan<Carry, Left> step(List<Variables> common, Carry carry, Slice slice) {
    Opened.Result<Scan<Object, @Nullable Object>> result = run(common, carry, slice);
    List<List<Variables>> out = result.out();
    StepAxes left = outputs(result);
    return new Scan<>(
        new Carry(out.get(CARRY_GROUP), result.value().carry()),
        new Left(left.stepped(), out.subList(SLICED_GROUPS, out.size())));
  }

  /// The axes of the outputs, known after a step was run.
  StepAxes outputs(Opened.Result<Scan<Object, @Nullable Object>> result) {
    StepAxes found = new StepAxes(lift.outAxes(), result.value().ys());
    outputs = found;
    return found;
  }

  /// The outputs of the whole loop.
  @Nullable Object outputs(List<Array> stacked, List<Array> constants) {
    return outputs == null ? null : outputs.whole(stacked, constants);
  }

  private Opened.Result<Scan<Object, @Nullable Object>> run(
      List<Variables> common, Carry carry, Slice slice) {
    List<List<Variables>> groups = new ArrayList<>();
    groups.add(common);
    groups.add(carry.variables());
    groups.addAll(slice.variables());
    List<List<Map<String, PrngKey>>> streams = new ArrayList<>();
    int split = 0;
    for (int i = 0; i < keys.size(); i++) {
      streams.add(isSplit(i) ? slice.keys().get(split++) : keys.get(i));
    }
    return open.run(
        groups,
        streams,
        () -> body.apply(Arrays.asList(carry.value(), inputs.step(slice.inputs()))));
  }

  /// What the first run of the body finds.
  ///
  /// @throws IllegalArgumentException if a shared variable depends on the step
  // What is known of a tree has the type of the tree.
  Common common(List<Variables> shared, Carry first, Slice all) {
    if (!lift.checkConstancyInvariants()) {
      return new Common(shared, List.of());
    }
    Common known =
        (Common)
            Objects.requireNonNull(
                Staging.evalKnown(
                    in -> {
                      Opened.Result<Scan<Object, @Nullable Object>> result =
                          run(shared, (Carry) in[0], (Slice) in[1]);
                      return new Common(
                          kept(shared, result.out().get(BROADCAST_GROUP)),
                          outputs(result).constant());
                    },
                    first,
                    sliceTypes(all)));
    for (Array a : Tree.leaves(known)) {
      if (a instanceof ShapeDtypeStruct) {
        throw new IllegalArgumentException(
            "scan: a shared variable or an output with the axis BROADCAST depends on the step.\n"
                + "Give it an axis, variableAxes(\"params\", 0), or hand it on,"
                + " variableCarry(\"batch_stats\"). Shared variables are made from keys that are"
                + " not split: splitRngs(\"params\", false).");
      }
    }
    return known;
  }

  /// The variables after the first run, those that it could not change included.
  private static List<Variables> kept(List<Variables> before, List<Variables> after) {
    List<Variables> all = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Map<String, Object> entries = new LinkedHashMap<>(before.get(i).entries());
      entries.putAll(after.get(i).entries());
      all.add(new Variables(entries));
    }
    return all;
  }

  private static Slice sliceTypes(Slice all) {
    return Tree.map(
        a -> {
          int[] shape = a.shape().toArray();
          Dims one = Dims.of(Arrays.copyOfRange(shape, 1, shape.length));
          return new ShapeDtypeStruct(new Aval(a.dtype(), one, a.aval().weak()));
        },
        all);
  }
}
