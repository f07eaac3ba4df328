package linum.optax;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// How a batch is divided, and how the results are put together: `Microbatches.of(32, 1)` are parts
/// of 32 examples of argument 1.
///
/// Part `i` of `n` has the examples `i, i + n, i + 2n, …`, as in Optax.
///
/// @param microbatchSize how many examples a part has; null for the whole batch at once
/// @param argnums which arguments have examples
/// @param inAxes the axis of the examples, one an argument of `argnums`, not counted from the end
/// @param accumulator an [Accumulator], or a prefix of the result with accumulators; null for what
///   the function takes that it is given to
/// @param numRealMicrobatches how many parts are run, `int32[]`; null for all
public record Microbatches(
    @Nullable Integer microbatchSize,
    List<Integer> argnums,
    List<Integer> inAxes,
    @Nullable Object accumulator,
    @Nullable Array numRealMicrobatches) {

  public Microbatches {
    argnums = List.copyOf(argnums);
    inAxes = List.copyOf(inAxes);
    if (argnums.isEmpty() || argnums.size() != inAxes.size()) {
      throw new IllegalArgumentException(
          "microbatches: %s has examples along the axes %s, which must be one for each of at least one argument"
              .formatted(argnums, inAxes));
    }
    if (inAxes.stream().anyMatch(axis -> axis < 0)
        || (microbatchSize != null && microbatchSize < 1)) {
      throw new IllegalArgumentException(
          "microbatches: a size is 1 at least and an axis 0 at least, but they are %s and %s"
              .formatted(microbatchSize, inAxes));
    }
  }

  /// Parts of some size, of the first axes of some arguments.
  public static Microbatches of(int microbatchSize, int... argnums) {
    return whole(argnums).with("microbatchSize", microbatchSize);
  }

  /// The whole batch at once, along the first axes of some arguments.
  public static Microbatches whole(int... argnums) {
    List<Integer> all = IntStream.of(argnums).boxed().toList();
    return new Microbatches(null, all, all.stream().map(_ -> 0).toList(), null, null);
  }

  /// The axes of the examples, one an argument.
  public Microbatches inAxes(int... axes) {
    return with("inAxes", IntStream.of(axes).boxed().toList());
  }

  /// How all results are put together, such as [AccumulationType#MEAN].
  public Microbatches accumulator(Accumulator one) {
    return with("accumulator", one);
  }

  /// How each result is put together: a tree of accumulators that may end earlier than the result.
  /// A map stands for a record, too.
  public Microbatches accumulators(Object prefix) {
    return with("accumulator", prefix);
  }

  /// The first parts only.
  public Microbatches numRealMicrobatches(int count) {
    return numRealMicrobatches(Jnp.array(count));
  }

  /// The first parts only, as many as an array says: so batches of several sizes share one program.
  ///
  /// @param count `int32[]`
  public Microbatches numRealMicrobatches(Array count) {
    return with("numRealMicrobatches", count);
  }

  private Microbatches with(String component, Object value) {
    return Records.with(this, component, value);
  }
}
