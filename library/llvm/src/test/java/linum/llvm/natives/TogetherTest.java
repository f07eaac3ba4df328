package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void eachTaskIsDoneOnce(int threads) {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    List<Runnable> tasks =
        IntStream.range(0, 20).mapToObj(i -> (Runnable) () -> done.add(i)).toList();
    Together.run(tasks, threads);
    assertThat(done).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void tasksRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Runnable meets =
        () -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Together.run(List.of(meets, meets), 2);
    assertThat(both.getCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatATaskThrowsIsThrown(int threads) {
    Runnable fails =
        () -> {
          throw new IllegalStateException("no");
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> Together.run(List.of(() -> {}, fails, () -> {}), threads))
        .withMessage("no");
  }
}
