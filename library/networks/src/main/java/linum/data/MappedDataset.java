package linum.data;

import java.util.function.Function;

/// Examples made of those of another set.
record MappedDataset<S, T>(Dataset<S> source, Function<? super S, ? extends T> f)
    implements Dataset<T> {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public T get(int i) {
    return f.apply(source.get(i));
  }
}
