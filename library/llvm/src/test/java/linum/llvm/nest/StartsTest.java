package linum.llvm.nest;

import static linum.Linum.jit;
import static linum.Linum.whileLoop;
import static linum.numpy.Jnp.array;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.lax.Lax;
import org.junit.jupiter.api.Test;

/// Slices whose place is a result of the same kernel: it is in a register before it is in memory.
class StartsTest {
  record Walk(Array values, Array place) {}

  @Test
  void theStartIsAResultToo() {
    Walk out =
        jit(
                (Walk w) -> {
                  Array before = Lax.sub(w.place(), array(1));
                  return new Walk(Lax.dynamicSlice(w.values(), List.of(before), 1), before);
                })
            .apply(new Walk(array(9, 5, 3), array(2)));
    assertThat(out.values().toIntArray()).containsExactly(5);
    assertThat(out.place().itemLong()).isEqualTo(1);
  }

  @Test
  void theStartIsCarriedByALoop() {
    Walk end =
        whileLoop(
            w -> w.place().ne(0),
            w -> {
              Array before = w.place().sub(1);
              return new Walk(w.values().at(w.place()).set(w.values().at(before).get()), before);
            },
            new Walk(array(9, 5, 3), array(2)));
    assertThat(end.values().toIntArray()).containsExactly(9, 9, 5);
  }
}
