package linum.transform;

import static linum.Linum.checkpointName;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.sin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import linum.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedResidualsTest {
  private final Array x = array(1.0, 2.0, 3.0);

  private static Array arg(@Nullable Object tree) {
    return (Array) Objects.requireNonNull(tree);
  }

  @Test
  void argumentsNamesOutputsAndConstants() {
    List<String> lines =
        SavedResiduals.of(
            args -> {
              Array named = checkpointName(arg(args[0]).square(), "features");
              return sin(named).mul(arg(args[1])).mul(x);
            },
            x,
            x);
    // The derivative of the square is what was doubled, not the argument.
    assertThat(lines)
        .anySatisfy(l -> assertThat(l).isEqualTo("f32[3] from argument 1"))
        .anySatisfy(l -> assertThat(l).isEqualTo("f32[3] from a constant"))
        .anySatisfy(
            l -> assertThat(l).startsWith("f32[3] output of sin from SavedResidualsTest.java:"))
        .anySatisfy(
            l -> assertThat(l).startsWith("f32[3] output of cos from SavedResidualsTest.java:"))
        .hasSize(5);
  }

  @Test
  void aCheckpointKeepsNames() {
    Body f = args -> sin(checkpointName(sin(arg(args[0])), "features"));
    Body all = CustomFunctions.checkpoint("f", f, CheckpointPolicies.nothingSaveable(), true);
    assertThat(SavedResiduals.of(all, x)).containsExactly("f32[3] from argument 0");
    Body names =
        CustomFunctions.checkpoint("f", f, CheckpointPolicies.saveOnlyTheseNames("features"), true);
    assertThat(SavedResiduals.of(names, x))
        .hasSize(2)
        .contains("f32[3] from argument 0")
        .anySatisfy(l -> assertThat(l).startsWith("f32[3] named 'features' from "));
  }
}
