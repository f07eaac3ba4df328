package linum.data;

import java.util.Objects;
import java.util.stream.IntStream;

/// Some examples of another set, in an order of their own.
final class Subset<T> implements Dataset<T> {
  private final Dataset<T> source;
  private final int[] positions;

  Subset(Dataset<T> source, int[] positions) {
    this.source = source;
    this.positions = positions;
    for (int p : positions) {
      Objects.checkIndex(p, source.size());
    }
  }

  @Override
  public int size() {
    return positions.length;
  }

  @Override
  public T get(int i) {
    return source.get(positions[i]);
  }

  @Override
  public T batch(int[] at) {
    return source.batch(IntStream.of(at).map(i -> positions[i]).toArray());
  }
}
