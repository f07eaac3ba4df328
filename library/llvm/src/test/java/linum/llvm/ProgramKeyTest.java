package linum.llvm;

import static linum.Linum.jit;
import static linum.Linum.scan;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.pass.Inline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgramKeyTest {
  private static @Nullable String key(UnaryOperator<Array> f, Array x, Boolean... donated) {
    return ProgramKey.of(Inline.everything(jit(f::apply).jaxpr(x)), List.of(donated));
  }

  @Test
  void theSameProgramHasTheSameText() {
    assertThat(key(x -> sin(x).mul(2).sum(), zeros(4)))
        .isNotNull()
        .isEqualTo(key(x -> sin(x).mul(2).sum(), zeros(4)));
  }

  @Test
  void otherProgramsHaveOtherTexts() {
    Set<@Nullable String> keys = new HashSet<>();
    keys.add(key(x -> x.mul(2), zeros(4, 3)));
    keys.add(key(x -> x.mul(2), zeros(4, 3), true));
    keys.add(key(x -> x.mul(3), zeros(4, 3)));
    keys.add(key(x -> x.mul(-0.0), zeros(4, 3)));
    keys.add(key(x -> x.mul(0.0), zeros(4, 3)));
    keys.add(key(x -> x.add(2), zeros(4, 3)));
    keys.add(key(x -> x.mul(2), zeros(3, 4)));
    keys.add(key(x -> x.mul(2), zeros(4, 3).astype(DType.FLOAT16)));
    keys.add(key(x -> x.sum(0), zeros(4, 3)));
    keys.add(key(x -> x.sum(1), zeros(4, 3)));
    keys.add(key(x -> x.mul(x.sum()), zeros(4, 3)));
    keys.add(key(x -> x.add(1).sub(x), zeros(4, 3)));
    keys.add(key(x -> x.sub(x.add(1)), zeros(4, 3)));
    keys.add(key(x -> arange(4), zeros(4, 3)));
    assertThat(keys).hasSize(14).doesNotContainNull();
  }

  @Test
  void whatHasNoTextHasNoKey() {
    Array array = arange(4).astype(DType.FLOAT32).blockUntilReady();
    assertThat(key(x -> x.add(array), zeros(4))).isNull();
    assertThat(key(_ -> array, zeros(4))).isNull();
    assertThat(key(x -> scan((c, e) -> new Scan<>(c.add(e), c), zeros(), x).carry(), zeros(4)))
        .isNull();
  }
}
