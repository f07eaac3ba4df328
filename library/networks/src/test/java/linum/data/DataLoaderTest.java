package linum.data;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.random.PrngKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DataLoaderTest {
  record Example(Array x, Array y) {}

  private static Dataset<Example> data(int n) {
    return Dataset.of(new Example(arange(2 * n).reshape(n, 2), arange(n)));
  }

  private static List<List<Long>> labels(Iterable<Example> batches) {
    List<List<Long>> all = new ArrayList<>();
    for (Example b : batches) {
      all.add(java.util.Arrays.stream(b.y().toLongArray()).boxed().toList());
    }
    return all;
  }

  @Nested
  class Datasets {
    @Test
    void arraysAreExamplesAlongTheirFirstAxis() {
      Example e = data(4).get(2);
      assertSame(array(4, 5), e.x());
      assertSame(array(2), e.y());
      Example batch = data(4).batch(new int[] {3, 0, 1});
      assertSame(array(6, 7, 0, 1, 2, 3).reshape(3, 2), batch.x());
      assertThatThrownBy(() -> data(4).get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void arraysMustHaveAsManyExamples() {
      assertThatThrownBy(() -> Dataset.of(new Example(zeros(3), zeros(4))))
          .hasMessage(
              "Dataset.of: the arrays have different numbers of examples: .x is float32[3], .y is float32[4]");
      assertThatThrownBy(() -> Dataset.of(Map.of("a", zeros())))
          .hasMessage(
              "Dataset.of: the array at ['a'] has no axis of examples\nGive it one: x.reshape(1).");
      assertThatThrownBy(() -> Dataset.of("none"))
          .hasMessage("Dataset.of: there are no arrays in the tree");
    }

    @Test
    void listsAreExamples() {
      Dataset<Array> d = Dataset.of(List.of(array(1), array(2), array(3)));
      assertSame(array(3, 1), d.batch(new int[] {2, 0}));
      assertThatThrownBy(() -> Dataset.of(List.of(zeros(2), zeros(3))).batch(new int[] {0, 1}))
          .hasMessage(
              """
              a batch needs examples of one type, but the first has an array float32[2], and number 1 an array float32[3]
              Make them equal: dataset.map(…).\
              """);
    }

    @Test
    void partsAndViews() {
      Dataset<Array> d = Dataset.of(arange(10)).map(x -> x.mul(10));
      assertThat(d.take(3).size()).isEqualTo(3);
      assertSame(array(30), d.skip(3).get(0));
      assertSame(array(90, 0), d.subset(9, 0).batch(new int[] {0, 1}));
      assertThat(d.take(99).size()).isEqualTo(10);
      assertThatThrownBy(() -> d.subset(10)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRandomSplitHasEveryExampleOnce() {
      List<Dataset<Array>> parts = Dataset.of(arange(10)).randomSplit(PrngKey.key(1), 6, 4);
      Set<Double> seen = ConcurrentHashMap.newKeySet();
      for (Dataset<Array> p : parts) {
        IntStream.range(0, p.size()).forEach(i -> assertThat(seen.add(p.get(i).item())).isTrue());
      }
      assertThat(seen).hasSize(10);
      assertThatThrownBy(() -> Dataset.of(arange(3)).randomSplit(PrngKey.key(1), 2, 2))
          .hasMessage("randomSplit: 3 examples cannot be split into parts of [2, 2]");
    }
  }

  @Nested
  class Order {
    @Test
    void inOrderUnlessShuffled() {
      DataLoader<Example> loader = new DataLoader<>(data(5), 2);
      assertThat(loader.size()).isEqualTo(3);
      assertThat(labels(loader)).hasToString("[[0, 1], [2, 3], [4]]");
      assertThat(labels(loader.dropLast(true))).hasToString("[[0, 1], [2, 3]]");
      assertThat(loader.dropLast(true).size()).isEqualTo(2);
    }

    @Test
    void aKeyGivesTheOrderOfEveryEpoch() {
      DataLoader<Example> loader = new DataLoader<>(data(20), 20).shuffle(PrngKey.key(3));
      List<Long> first = labels(loader).getFirst();
      assertThat(first).isNotEqualTo(labels(loader.epoch(1)).getFirst());
      assertThat(first).isEqualTo(labels(loader.epoch(0)).getFirst());
      assertThat(first)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20).mapToObj(Long::valueOf).toList());
      assertThat(first).isNotEqualTo(labels(loader.shuffle(PrngKey.key(4))).getFirst());
    }

    @Test
    void batchesMayBeMadeOtherwise() {
      DataLoader<Array> sums =
          new DataLoader<>(Dataset.of(arange(5)), 2)
              .collateFn(xs -> xs.stream().reduce(Array::add).orElseThrow());
      List<Double> all = new ArrayList<>();
      sums.forEach(x -> all.add(x.item()));
      assertThat(all).containsExactly(1.0, 5.0, 4.0);
    }

    @Test
    void nothingComesAfterTheEnd() {
      Iterator<Example> it = new DataLoader<>(data(1), 2).iterator();
      it.next();
      assertThat(it.hasNext()).isFalse();
      assertThatThrownBy(it::next).isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(() -> new DataLoader<>(data(1), 0))
          .hasMessage("batchSize must be at least 1, got 0");
    }
  }

  @Nested
  class Ahead {
    @Test
    void theBatchesAreTheSame() {
      DataLoader<Example> loader = new DataLoader<>(data(50), 7).shuffle(PrngKey.key(0));
      assertThat(labels(loader.prefetch(3))).isEqualTo(labels(loader));
    }

    @Test
    void asManyAreMadeAsWasSaid() throws InterruptedException {
      AtomicInteger made = new AtomicInteger();
      Dataset<Array> slow =
          Dataset.of(arange(100))
              .map(x -> {
                made.incrementAndGet();
                return x;
              });
      Iterator<Array> it = new DataLoader<>(slow, 1).prefetch(3).iterator();
      it.next();
      it.next();
      // Two were given, three are ahead.
      for (int i = 0; i < 500 && made.get() < 5; i++) {
        Thread.sleep(1);
      }
      assertThat(made).hasValue(5);
    }

    @Test
    void errorsComeWithTheirBatch() {
      Dataset<Array> bad =
          Dataset.of(arange(10))
              .map(x -> {
                if (x.item() == 4) {
                  throw new UnsupportedOperationException("no four");
                }
                return x;
              });
      Iterator<Array> it = new DataLoader<>(bad, 2).prefetch(4).iterator();
      assertSame(array(0, 1), it.next());
      assertSame(array(2, 3), it.next());
      assertThatThrownBy(it::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("making batch 2 failed: no four")
          .hasCauseInstanceOf(UnsupportedOperationException.class);
      assertSame(array(6, 7), it.next());
    }

    @Test
    void whoWaitsCanBeInterrupted() {
      Dataset<Array> endless =
          Dataset.of(List.of(ones(1)))
              .map(x -> {
                try {
                  Thread.sleep(60_000);
                } catch (InterruptedException _) {
                  return x;
                }
                return x;
              });
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> new DataLoader<>(endless, 1).prefetch(1).iterator().next())
          .hasMessage("interrupted while waiting for batch 0");
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
