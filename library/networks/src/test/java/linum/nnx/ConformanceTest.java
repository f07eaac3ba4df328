package linum.nnx;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import linum.core.Array;
import linum.nnx.Models.TwoLayerMLP;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

/// Numbers and texts that Flax prints.
class ConformanceTest {
  @Test
  void valuesOfALayerWithUniformParameters() {
    Nnx.Rngs rngs = new Nnx.Rngs(Map.of("params", 0));
    Array w = rngs.stream("params").uniform(2, 5);
    Array y = ones(1, 2).matmul(w).add(Jnp.zeros(5));
    assertClose(
        y,
        array(new double[][] {{1.5643291, .94782424, .37971854, 1.0724319, .22112393}}),
        1e-6,
        1e-6);
  }

  @Test
  void kernelsOfTwoLayersFromOneSeed() {
    TwoLayerMLP model = new TwoLayerMLP(4, new Nnx.Rngs(0));
    assertClose(
        model.linear1.kernel.get().at(0).get(),
        array(.5350889, -.48486355, -.4022262, -.61925626),
        1e-6,
        1e-6);
    assertClose(
        model.linear2.kernel.get().at(0).get(),
        array(.67979455, .7079946, -.22166717, -.4147039),
        1e-6,
        1e-6);
  }

  @Test
  void aStateAsTheFiltersGuidePrintsIt() {
    Nnx.State state = Nnx.State.of(Map.of("a", new Nnx.Param(array(0)).withMetadata("tag", "x")));
    assertThat(state.toString())
        .isEqualTo(
            """
            State({
              'a': Param( # 1 (4 B)
                value=Array(0, dtype=int32, weak_type=True),
                tag='x'
              )
            })\
            """);
  }

  @Test
  void randomStreamsAsTheRandomnessGuidePrintsThem() {
    assertThat(new Nnx.Rngs(0).toString())
        .startsWith(
            """
            Rngs( # RngState: 2 (12 B)
              default=RngStream( # RngState: 2 (12 B)
                tag='default',
                key=RngKey( # 1 (8 B)
            """);
  }

  @Test
  void welfordAsItsDocumentationHasIt() {
    Nnx.Welford w = new Nnx.Welford();
    w.update(array(1, 2, 3, 4));
    assertClose(w.compute().mean(), array(2.5), 1e-6, 1e-6);
    assertClose(w.compute().standardErrorOfMean(), array(0.559017), 1e-6, 1e-6);
    assertClose(w.compute().standardDeviation(), array(1.118034), 1e-6, 1e-6);
    w.update(array(3, 2, 1, 0));
    assertClose(w.compute().mean(), array(2.0), 1e-6, 1e-6);
    assertClose(w.compute().standardErrorOfMean(), array(0.43301272), 1e-6, 1e-6);
    assertClose(w.compute().standardDeviation(), array(1.2247449), 1e-6, 1e-6);
  }

  static class Block extends Nnx.Module {
    final Nnx.Linear linear;
    final Nnx.BatchNorm bn;
    final Nnx.Dropout dropout;

    Block(int in, int out, Nnx.Rngs rngs) {
      linear = new Nnx.Linear(in, out, rngs);
      bn = new Nnx.BatchNorm(out, rngs);
      dropout = new Nnx.Dropout(0.5, rngs);
    }
  }

  static class Foo extends Nnx.Module {
    final Block block1;
    final Block block2;

    Foo(Nnx.Rngs rngs) {
      block1 = new Block(32, 128, rngs);
      block2 = new Block(128, 10, rngs);
    }
  }

  @Test
  void sizesInATable() {
    assertThat(Nnx.tabulate(new Foo(new Nnx.Rngs(0))))
        .contains("276 (1.1 KB)", "5,790 (23.2 KB)", "4,224 (16.9 KB)")
        .contains("│ block1/linear       │ Linear    │")
        .contains("Total Parameters: 6,070 (24.3 KB)");
    assertThat(Nnx.tabulate(new Foo(new Nnx.Rngs(0)), 1).lines().filter(l -> l.startsWith("│")))
        .hasSize(4);
  }

  static class Caller extends Nnx.Module {
    final Nnx.Linear first;
    final Sealed second;

    Caller(Nnx.Rngs rngs) {
      first = new Nnx.Linear(2, 3, rngs);
      second = new Sealed(rngs);
    }

    Array call(Array x) {
      Array y = first.call(x);
      return second.call(scaled(y, true)).add(first.call(x).sum());
    }

    Array scaled(Array x, boolean twice) {
      return twice ? x.mul(2) : x;
    }
  }

  static final class Sealed extends Nnx.Module {
    final Nnx.Linear dense;
    final Nnx.BatchNorm norm;

    Sealed(Nnx.Rngs rngs) {
      dense = new Nnx.Linear(3, 4, rngs);
      norm = new Nnx.BatchNorm(4, rngs);
    }

    Array call(Array x) {
      return norm.call(dense.call(x));
    }
  }

  @Test
  void callsInATable() {
    Caller model = new Caller(new Nnx.Rngs(0));
    String table = Nnx.tabulate(model, m -> m.call(ones(5, 2)));
    assertThat(table.lines().filter(l -> l.startsWith("│")).map(l -> l.substring(0, 67)))
        .startsWith(
            "│              │ Caller    │ float32[5,2] │ float32[5,4] │ 8 (32 B)   "
                .substring(0, 67))
        .contains(
            "│ first        │ Linear    │ float32[5,2] │ float32[5,3] │            "
                .substring(0, 67),
            "│ second       │ Sealed    │              │              │ 8 (32 B)   "
                .substring(0, 67),
            "│ second/dense │ Linear    │ float32[5,3] │ float32[5,4] │            "
                .substring(0, 67));
    assertThat(table.lines().filter(l -> l.contains("│ first "))).hasSize(1);
    assertThat(model.second.norm.mean.get().toString()).isEqualTo("[0. 0. 0. 0.]");
    String counted =
        Nnx.tabulate(
            model,
            m -> m.call(ones(5, 2)),
            Nnx.TabulateOptions.DEFAULT.depth(1).computeFlops(true).computeVjpFlops(true));
    // 2 · 5 · 2 · 3 for the product and 5 · 3 for the bias.
    assertThat(counted).contains("│ first  │ Linear │ float32[5,2] │ float32[5,3] │ 75 ");
    assertThat(Nnx.tabulate(model, m -> m.scaled(ones(2), false)))
        .contains("│ scaled │ Caller │ - float32[2] │ float32[2] │")
        .contains("│        │        │ - false      │");
  }
}
