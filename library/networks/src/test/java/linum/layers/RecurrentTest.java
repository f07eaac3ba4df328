package linum.layers;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.core.Array;
import linum.ir.Dims;
import linum.nn.Nn;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

class RecurrentTest {
  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void lstmRemembersAndForgets() {
    LstmCarry next =
        Gates.lstm(
            array(0.1), array(0.2), array(0.3), array(0.4), array(2.0), Nn::sigmoid, Jnp::tanh);
    double c = sigmoid(0.2) * 2 + sigmoid(0.1) * Math.tanh(0.3);
    assertClose(array(c), next.c(), 1e-6, 1e-6);
    assertClose(array(sigmoid(0.4) * Math.tanh(c)), next.h(), 1e-6, 1e-6);
    Array gates = array(0.1, 0.3, -0.8, 0.4);
    LstmCarry conv = Gates.convLstm(gates, array(2.0).reshape(1));
    assertClose(next.c().reshape(1), conv.c(), 1e-6, 1e-6);
    assertClose(next.h().reshape(1), conv.h(), 1e-6, 1e-6);
  }

  @Test
  void gatedUnitsMix() {
    Array h = array(0.7);
    double r = sigmoid(0.1);
    double z = sigmoid(0.2);
    double n = Math.tanh(0.3 + r * 0.4);
    assertClose(
        array((1 - z) * n + z * 0.7),
        Gates.gru(array(0.1), array(0.2), array(0.3), array(0.4), h, Nn::sigmoid, Jnp::tanh),
        1e-6,
        1e-6);
    double reset = Math.tanh(0.3 + z * 0.4);
    assertClose(
        array((1 - z) * reset + z * 0.7),
        Gates.mgu(array(0.2), array(0.3), array(0.4), h, true, Nn::sigmoid, Jnp::tanh),
        1e-6,
        1e-6);
    double plain = Math.tanh(0.3 + 0.4);
    assertClose(
        array((1 - z) * plain + z * 0.7),
        Gates.mgu(array(0.2), array(0.3), array(0.4), h, false, Nn::sigmoid, Jnp::tanh),
        1e-6,
        1e-6);
  }

  @Test
  void manyDenseLayersAreOneProduct() {
    Array x = key(0).normal(3, 4);
    List<Array> kernels = List.of(key(1).normal(4, 2), key(2).normal(4, 3));
    List<Array> biases = List.of(key(3).normal(2), key(4).normal(3));
    List<Array> all = Gates.denseOfMany(x, kernels, biases, null);
    for (int i = 0; i < 2; i++) {
      assertClose(
          Linears.dense(x, kernels.get(i), biases.get(i), null, null), all.get(i), 1e-6, 1e-6);
    }
  }

  @Test
  void sequencesAreFlippedWithoutTheirPadding() {
    Array x = array(new Object[] {List.of(1, 2, 3, 0, 0), List.of(4, 5, 0, 0, 0)});
    Array lengths = array(3, 2);
    assertThat(Sequences.flipSequences(x, lengths, 1, false))
        .hasToString("[[3 2 1 0 0]\n [5 4 0 0 0]]");
    assertThat(Sequences.flipSequences(x.T(), lengths, 1, true).T())
        .hasToString("[[3 2 1 0 0]\n [5 4 0 0 0]]");
    assertThat(Sequences.flipSequences(x, null, 1, false))
        .hasToString("[[0 0 3 2 1]\n [0 0 0 5 4]]");
    Array vectors = key(0).normal(2, 5, 3);
    Array flipped = Sequences.flipSequences(vectors, lengths, 1, false);
    assertClose(vectors.get(0, 0), flipped.get(0, 2), 0, 0);
    assertClose(vectors.get(1, 1), flipped.get(1, 0), 0, 0);
  }

  @Test
  void theLastCarryIsThatOfTheLastStep() {
    Array c = arange(12.0).reshape(3, 2, 2);
    LstmCarry last = Sequences.lastCarry(new LstmCarry(c, c.neg()), array(1, 3));
    assertThat(last.c()).hasToString("[[ 0.  1.]\n [10. 11.]]");
    assertThat(last.h().get(1)).hasToString("[-10. -11.]");
  }

  @Test
  void dropoutKeepsTheMean() {
    Array x = ones(200, 100);
    Array y = Dropouts.dropout(x, key(0).data(), 0.25, Dims.NONE);
    assertThat(Jnp.unique(y)).hasToString("[0.        1.3333334]");
    assertThat(y.mean().item()).isBetween(0.98, 1.02);
    Array rows = Dropouts.dropout(x, key(0).data(), 0.5, Dims.of(-1));
    assertThat(rows.eq(rows.at(":", "0:1").get()).all().itemBoolean()).isTrue();
    assertThat(Dropouts.dropout(x, key(0).data(), 0, Dims.NONE)).isSameAs(x);
    assertThat(Dropouts.dropout(x, key(0).data(), 1, Dims.NONE).sum()).hasToString("0.0");
    assertThatThrownBy(() -> Dropouts.dropout(x, key(0).data(), 1.5, Dims.NONE))
        .hasMessage("dropout: the rate is a probability between 0 and 1, got 1.5");
  }

  @Test
  void rectifierHasASlope() {
    assertThat(Rectifiers.prelu(array(-2.0, 0.0, 3.0), array(0.25)))
        .hasToString("[-0.5  0.   3. ]");
  }
}
