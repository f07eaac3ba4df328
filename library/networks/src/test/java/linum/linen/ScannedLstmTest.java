package linum.linen;

import static linum.linen.Close.assertClose;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.core.Scan;
import linum.ir.Config;
import linum.ir.ThreefryMode;
import linum.layers.LstmCarry;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

class ScannedLstmTest {
  private record SimpleScan(int features) implements Layer1<Array, Scan<LstmCarry, Array>> {
    @Override
    public Scan<LstmCarry, Array> call(Array xs) {
      LSTMCell cell = part("lstm_cell", new LSTMCell(features));
      LstmCarry start = cell.initializeCarry(key(0), xs.shape().without(1));
      ScanLift lift =
          ScanLift.DEFAULT
              .inAxes(1)
              .outAxes(1)
              .variableBroadcast("params")
              .splitRngs("params", false);
      return Linen.scan(cell, lift).apply(start, xs);
    }
  }

  private static Scan<LstmCarry, Array> run() {
    PrngKey keys = key(0).split();
    Array xs = keys.get(0).uniform(1, 5, 2);
    SimpleScan model = new SimpleScan(2);
    Variables variables = model.init(keys.get(1), xs);
    assertThat(variables.params().names()).containsExactly("lstm_cell");
    return model.apply(variables, xs);
  }

  /// What Flax's notebook `linen_intro.ipynb` stores, with the random numbers of its time.
  @Test
  void computesWhatTheNotebookShows() {
    Scan<LstmCarry, Array> out =
        Config.THREEFRY_MODE.with(
            ThreefryMode.LEGACY, () -> FlaxConfig.LAZY_RNG.with(false, ScannedLstmTest::run));
    assertClose(out.carry().c(), -0.562219, 0.92847174);
    assertClose(out.carry().h(), -0.31570646, 0.2885693);
    assertClose(
        out.ys(),
        -0.08265854,
        0.01302483,
        -0.10249066,
        0.21991298,
        -0.26609066,
        0.22519003,
        -0.27982554,
        0.28393182,
        -0.31570646,
        0.2885693);
  }
}
