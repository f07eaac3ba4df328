package linum.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// The examples of a [Dataset] in batches.
///
/// ```java
/// var loader = new DataLoader<>(train, 128).shuffle(key(0)).dropLast(true).prefetch(4);
/// for (int epoch = 0; epoch < 10; epoch++) {
///   for (Example batch : loader.epoch(epoch)) {
///     state = step.apply(state, batch.image(), batch.label());
///   }
/// }
/// ```
///
/// It is a value: to go through it twice gives the same batches twice. The epochs of a shuffled one
/// have orders of their own, which the key determines.
///
/// @param shuffle gives the order; without it, the order is that of the examples
/// @param dropLast whether a last batch with fewer examples is left out (false)
/// @param collateFn makes a batch of examples; without it, arrays are stacked
/// @param prefetch how many batches are made ahead, on threads of their own (none)
public record DataLoader<T>(
    Dataset<T> dataset,
    int batchSize,
    @Nullable PrngKey shuffle,
    boolean dropLast,
    @Nullable Function<List<T>, T> collateFn,
    int prefetch)
    implements Iterable<T> {

  public DataLoader {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, got " + batchSize);
    }
    if (prefetch < 0) {
      throw new IllegalArgumentException("prefetch must not be negative, got " + prefetch);
    }
  }

  public DataLoader(Dataset<T> dataset, int batchSize) {
    this(dataset, batchSize, null, false, null, 0);
  }

  /// This loader with the order that a key gives, another one each epoch.
  public DataLoader<T> shuffle(PrngKey value) {
    return new DataLoader<>(dataset, batchSize, value, dropLast, collateFn, prefetch);
  }

  /// This loader with another `dropLast`.
  public DataLoader<T> dropLast(boolean value) {
    return new DataLoader<>(dataset, batchSize, shuffle, value, collateFn, prefetch);
  }

  /// This loader with another way to make batches of examples.
  public DataLoader<T> collateFn(Function<List<T>, T> value) {
    return new DataLoader<>(dataset, batchSize, shuffle, dropLast, value, prefetch);
  }

  /// This loader with another number of batches that are made ahead, each on a thread of its own.
  /// The batches and their order are the same.
  public DataLoader<T> prefetch(int value) {
    return new DataLoader<>(dataset, batchSize, shuffle, dropLast, collateFn, value);
  }

  /// How many batches there are. In PyTorch: `len(loader)`.
  public int size() {
    return dropLast ? dataset.size() / batchSize : Math.ceilDiv(dataset.size(), batchSize);
  }

  /// The batches of the first epoch.
  @Override
  public Iterator<T> iterator() {
    return epoch(0).iterator();
  }

  /// The batches of an epoch: their order depends on the key and on `epoch`.
  public Iterable<T> epoch(int epoch) {
    return () -> new Batches<>(size(), prefetch, maker(order(epoch)));
  }

  private int[] order(int epoch) {
    return shuffle == null
        ? IntStream.range(0, dataset.size()).toArray()
        : Rows.permutation(shuffle.foldIn(epoch), dataset.size());
  }

  private Batches.Maker<T> maker(int[] order) {
    return i -> {
      int[] positions =
          IntStream.range(i * batchSize, Math.min((i + 1) * batchSize, order.length))
              .map(p -> order[p])
              .toArray();
      return collateFn == null
          ? dataset.batch(positions)
          : collateFn.apply(IntStream.of(positions).mapToObj(dataset::get).toList());
    };
  }
}
