package linum.optax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.Staging;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A function that is run for one part of a batch after the other.
final class Parts {
  private final Body f;
  private final Microbatches options;
  private final Object accumulator;
  private final int size;

  private Parts(Body f, Microbatches options, Object accumulator, int size) {
    this.f = f;
    this.options = options;
    this.accumulator = accumulator;
    this.size = size;
  }

  /// @param usual the accumulator if none was asked for
  static Body of(Body f, Microbatches options, Object usual) {
    Integer size = options.microbatchSize();
    Object accumulator = accumulator(options, usual);
    return size == null ? f : args -> new Parts(f, options, accumulator, size).call(args);
  }

  static Object accumulator(Microbatches options, Object usual) {
    return Objects.requireNonNullElse(options.accumulator(), usual);
  }

  /// The accumulator of each array of a result.
  ///
  /// @throws IllegalArgumentException if there is something else in the tree of accumulators
  static List<Accumulator> accumulators(Object prefix, Structure result) {
    if (prefix instanceof Accumulator one) {
      return Collections.nCopies(result.leafCount(), one);
    }
    List<Accumulator> all = new ArrayList<>();
    for (Object a : Tree.broadcastPrefix(prefix, result)) {
      if (!(a instanceof Accumulator accumulator)) {
        throw new IllegalArgumentException(
            "microbatch: %s is no accumulator.\nThe usual ones are in AccumulationType."
                .formatted(a));
      }
      all.add(accumulator);
    }
    return all;
  }

  private @Nullable Object call(@Nullable Object... args) {
    int parts = count(args);
    @Nullable Object[] divided = args.clone();
    for (int i = 0; i < options.argnums().size(); i++) {
      int axis = options.inAxes().get(i);
      divided[options.argnums().get(i)] =
          Tree.map(
              x -> divided(x, axis, parts), Objects.requireNonNull(args[options.argnums().get(i)]));
    }
    Function<Array, Flat> part = index -> Tree.flatten(f.call(taken(divided, index)));
    Flat types =
        Tree.flatten(
            Staging.evalShape(
                index -> f.call(taken(divided, (Array) Objects.requireNonNull(index[0]))),
                Jnp.array(0)));
    List<Accumulator> how = accumulators(accumulator, types.structure());
    List<Array> carry = new ArrayList<>();
    for (int i = 0; i < how.size(); i++) {
      carry.add(how.get(i).init(types.leaves().get(i), parts));
    }
    List<Array> end = parts == 0 ? carry : loop(parts, part, how, carry);
    List<Array> results = new ArrayList<>();
    for (int i = 0; i < how.size(); i++) {
      results.add(how.get(i).finish(end.get(i), parts));
    }
    return Tree.unflatten(types.structure(), results);
  }

  private List<Array> loop(
      int parts, Function<Array, Flat> part, List<Accumulator> how, List<Array> init) {
    BiFunction<Array, List<Array>, List<Array>> body =
        (index, carry) -> {
          List<Array> values = part.apply(index).leaves();
          List<Array> next = new ArrayList<>();
          for (int i = 0; i < how.size(); i++) {
            next.add(how.get(i).update(carry.get(i), values.get(i), index));
          }
          return next;
        };
    Array real = options.numRealMicrobatches();
    return real == null
        ? Linum.foriLoop(0, parts, body, init)
        : Linum.foriLoop(Jnp.zeros(DType.INT32), real.astype(DType.INT32), body, init);
  }

  /// How many parts there are.
  private int count(@Nullable Object[] args) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < options.argnums().size(); i++) {
      int axis = options.inAxes().get(i);
      for (Array x : Tree.leaves(args[options.argnums().get(i)])) {
        sizes.add(x.shape(axis));
      }
    }
    if (sizes.isEmpty() || sizes.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "microbatch: the arguments %s must have as many examples as each other, but have %s"
              .formatted(options.argnums(), sizes));
    }
    if (sizes.getFirst() % size != 0) {
      throw new IllegalArgumentException(
          "microbatch: %d examples cannot be divided into parts of %d.\nTake a size that divides them, or leave examples out."
              .formatted(sizes.getFirst(), size));
    }
    return sizes.getFirst() / size;
  }

  // The examples of a part stand apart from each other, so that they are where they are if the
  // batch
  // is divided among devices.
  private Array divided(Array x, int axis, int parts) {
    return x.reshape(x.shape().with(axis, size).insert(axis + 1, parts));
  }

  private @Nullable Object[] taken(@Nullable Object[] divided, Array index) {
    @Nullable Object[] args = divided.clone();
    for (int i = 0; i < options.argnums().size(); i++) {
      int axis = options.inAxes().get(i);
      args[options.argnums().get(i)] =
          Tree.map(
              x -> Lax.dynamicIndexInDim(x, index, axis + 1, false),
              Objects.requireNonNull(divided[options.argnums().get(i)]));
    }
    return args;
  }
}
