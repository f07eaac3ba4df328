package linum.linen;

import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.core.Scan;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private record Foo() implements Layer {
    @Override
    public Array call(Array x) {
      return new Dense(2).apply(new Dense(4).apply(x));
    }
  }

  private static final Array X = ones(16, 9);

  /// The numbers, and all but the width, are those of Flax's documentation.
  @Test
  void tableOfFlax() {
    TabulateOptions options = TabulateOptions.DEFAULT.computeFlops(true).computeVjpFlops(true);
    assertThat(new Foo().tabulate(Rngs.params(key(0)), X, options))
        .isEqualTo(
            """

                                                      Foo Summary
            ┏━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┳━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┓
            ┃ path    ┃ module ┃ inputs        ┃ outputs       ┃ flops ┃ vjp_flops ┃ params               ┃
            ┡━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━╇━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━┩
            │         │ Foo    │ float32[16,9] │ float32[16,2] │ 1504  │ 4460      │                      │
            ├─────────┼────────┼───────────────┼───────────────┼───────┼───────────┼──────────────────────┤
            │ Dense_0 │ Dense  │ float32[16,9] │ float32[16,4] │ 1216  │ 3620      │ bias: float32[4]     │
            │         │        │               │               │       │           │ kernel: float32[9,4] │
            │         │        │               │               │       │           │                      │
            │         │        │               │               │       │           │ 40 (160 B)           │
            ├─────────┼────────┼───────────────┼───────────────┼───────┼───────────┼──────────────────────┤
            │ Dense_1 │ Dense  │ float32[16,4] │ float32[16,2] │ 288   │ 840       │ bias: float32[2]     │
            │         │        │               │               │       │           │ kernel: float32[4,2] │
            │         │        │               │               │       │           │                      │
            │         │        │               │               │       │           │ 10 (40 B)            │
            ├─────────┼────────┼───────────────┼───────────────┼───────┼───────────┼──────────────────────┤
            │         │        │               │               │       │     Total │ 50 (200 B)           │
            └─────────┴────────┴───────────────┴───────────────┴───────┴───────────┴──────────────────────┘

                                             Total Parameters: 50 (200 B)
            """);
  }

  @Test
  void partsBelowTheDepthCountForTheirParent() {
    String table = new Foo().tabulate(Rngs.params(key(0)), X, TabulateOptions.DEFAULT.depth(0));
    assertThat(table).doesNotContain("Dense").contains("│ 50 (200 B) │");
  }

  private record Block(int features) implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      Array y = new BatchNorm().apply(new Dense(features).apply(x), !train);
      return new Dropout(0.5).apply(y, !train);
    }
  }

  private record Net(Block block1, Block block2) implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      return block2.apply(block1.apply(x, train), train);
    }
  }

  @Test
  void everyCollectionHasAColumn() {
    Net net = new Net(new Block(4), new Block(2));
    Rngs rngs = Rngs.params(key(0)).with("dropout", key(1));
    String table = net.tabulate(rngs, X, true, TabulateOptions.DEFAULT);
    assertThat(table.lines().skip(3).findFirst().orElseThrow())
        .containsPattern("path +┃ module +┃ inputs +┃ outputs +┃ batch_stats +┃ params");
    assertThat(table)
        .contains("- float32[16,9]", "- true", "block1/BatchNorm_0", "mean: float32[4]")
        .contains("Total Parameters: 74 (296 B)");
    assertThat(net.modulePaths(key(0), X, true))
        .containsOnlyKeys(
            "",
            "block1",
            "block1/Dense_0",
            "block1/BatchNorm_0",
            "block1/Dropout_0",
            "block2",
            "block2/Dense_0",
            "block2/BatchNorm_0",
            "block2/Dropout_0");
  }

  @Test
  void largeNumbersAreShortened() {
    assertThat(new Dense(1000).tabulate(key(0), ones(1, 1000))).contains("1,001,000 (4.0 MB)");
    assertThat(new Dense(28).tabulate(key(0), ones(1, 10))).contains("308 (1.2 KB)");
  }

  private record Cell() implements Layer2<Array, Array, Scan<Array, Array>> {
    @Override
    public Scan<Array, Array> call(Array carry, Array x) {
      Array h = new Dense(3).apply(x).add(carry);
      return new Scan<>(h, h);
    }
  }

  @Test
  void partsInsideTransformationsAreShown() {
    Layer model =
        x ->
            Linen.scan(
                    new Cell(),
                    ScanLift.DEFAULT
                        .variableBroadcast("params")
                        .splitRngs("params", false)
                        .inAxes(1)
                        .outAxes(1))
                .apply(ones(2, 3), x)
                .ys();
    assertThat(model.modulePaths(key(0), ones(2, 5, 4)))
        .containsOnlyKeys("", "ScanCell_0", "ScanCell_0/Dense_0");
    assertThat(model.tabulate(key(0), ones(2, 5, 4))).contains("ScanCell_0/Dense_0");
  }

  @Test
  void modulesPrintTheirAttributes() {
    record SimpleClassifier(int numHidden, int numOutputs) implements Layer {
      @Override
      public Array call(Array x) {
        return x;
      }
    }
    assertThat(Linen.repr(new SimpleClassifier(8, 1)))
        .isEqualTo(
            """
            SimpleClassifier(
                # attributes
                numHidden = 8
                numOutputs = 1
            )\
            """);
    assertThat(new Sequential(new Dropout(0.5), x -> x))
        .hasToString(
            """
            Sequential(
                # attributes
                layers = [Dropout(
                    # attributes
                    rate = 0.5
                    broadcastDims = ()
                    deterministic = null
                    rngCollection = 'dropout'
                ), <function>]
            )\
            """);
  }
}
