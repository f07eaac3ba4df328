package linum.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import linum.random.PrngKey;

/// Examples that can be had by their position, in any order and from several threads.
///
/// ```java
/// record Example(Array image, Array label) {}
/// Dataset<Example> train = Dataset.of(new Example(images, labels));   // along the first axis
/// Dataset<Example> small = train.take(1000).map(e -> new Example(e.image().div(255), e.label()));
/// ```
///
/// @param <T> a tree, if examples are to be put into batches
public interface Dataset<T> {
  /// How many examples there are.
  int size();

  /// Example `i`, from 0 to `size() - 1`.
  T get(int i);

  /// Several examples as one: each array has one more axis in front.
  ///
  /// @throws IllegalArgumentException if they have not the same structure, shapes and types
  default T batch(int[] positions) {
    return Rows.stack(IntStream.of(positions).mapToObj(this::get).toList());
  }

  /// The examples of a list.
  static <T> Dataset<T> of(List<? extends T> examples) {
    return new ListDataset<>(List.copyOf(examples));
  }

  /// Examples along the first axis of every array of a tree.
  ///
  /// @throws IllegalArgumentException if the arrays differ in the size of their first axis, or
  ///   there are none
  static <T> Dataset<T> of(T arrays) {
    return ArrayDataset.of(arrays);
  }

  /// The examples, each as `f` makes it, whenever it is asked for.
  default <R> Dataset<R> map(Function<? super T, ? extends R> f) {
    return new MappedDataset<>(this, f);
  }

  /// The examples at the given positions.
  ///
  /// @throws IndexOutOfBoundsException if one is not there
  default Dataset<T> subset(int... positions) {
    return new Subset<>(this, positions.clone());
  }

  /// The first `n` examples, or all if there are fewer.
  default Dataset<T> take(int n) {
    return subset(IntStream.range(0, Math.clamp(n, 0, size())).toArray());
  }

  /// All but the first `n` examples.
  default Dataset<T> skip(int n) {
    return subset(IntStream.range(Math.clamp(n, 0, size()), size()).toArray());
  }

  /// The examples in the order that a key gives.
  default Dataset<T> shuffle(PrngKey key) {
    return subset(Rows.permutation(key, size()));
  }

  /// Parts of the examples, in the order that a key gives, as large as `lengths` says. What is left
  /// over is in none. In PyTorch: `random_split`.
  ///
  /// @throws IllegalArgumentException if there are fewer examples
  default List<Dataset<T>> randomSplit(PrngKey key, int... lengths) {
    int total = IntStream.of(lengths).sum();
    if (total > size() || IntStream.of(lengths).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "randomSplit: %d examples cannot be split into parts of %s"
              .formatted(size(), java.util.Arrays.toString(lengths)));
    }
    Dataset<T> shuffled = shuffle(key);
    List<Dataset<T>> parts = new ArrayList<>();
    int from = 0;
    for (int n : lengths) {
      parts.add(shuffled.subset(IntStream.range(from, from + n).toArray()));
      from += n;
    }
    return List.copyOf(parts);
  }
}
