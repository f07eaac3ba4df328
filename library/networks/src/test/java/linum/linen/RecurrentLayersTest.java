package linum.linen;

import static linum.linen.SequenceInputs.sequence;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.Pair;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Dims;
import linum.layers.LstmCarry;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.testing.Gradients;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;

class RecurrentLayersTest {
  private static final Array X = key(1).normal(2, 5, 3);
  private static final Array LENGTHS = array(3, 5);

  private static <C> String shapes(RNNCellBase<C> cell, Array x) {
    C carry = cell.initializeCarry(key(0), x.shape());
    return VariableShapes.of(cell.init(key(0), carry, x));
  }

  @Test
  void shapesOfParameters() {
    String lstm =
        """
        params/hf/bias float32[4]
        params/hf/kernel float32[4,4]
        params/hg/bias float32[4]
        params/hg/kernel float32[4,4]
        params/hi/bias float32[4]
        params/hi/kernel float32[4,4]
        params/ho/bias float32[4]
        params/ho/kernel float32[4,4]
        params/if/kernel float32[3,4]
        params/ig/kernel float32[3,4]
        params/ii/kernel float32[3,4]
        params/io/kernel float32[3,4]\
        """;
    assertThat(shapes(new LSTMCell(4), ones(2, 3))).isEqualTo(lstm);
    assertThat(shapes(new OptimizedLSTMCell(4), ones(2, 3))).isEqualTo(lstm);
    assertThat(shapes(new SimpleCell(4), ones(2, 3)))
        .isEqualTo(
            """
            params/h/kernel float32[4,4]
            params/i/bias float32[4]
            params/i/kernel float32[3,4]\
            """);
    assertThat(shapes(new GRUCell(4), ones(2, 3)))
        .isEqualTo(
            """
            params/hn/bias float32[4]
            params/hn/kernel float32[4,4]
            params/hr/kernel float32[4,4]
            params/hz/kernel float32[4,4]
            params/in/bias float32[4]
            params/in/kernel float32[3,4]
            params/ir/bias float32[4]
            params/ir/kernel float32[3,4]
            params/iz/bias float32[4]
            params/iz/kernel float32[3,4]\
            """);
    String mgu =
        """
        params/hf/kernel float32[4,4]
        %sparams/hn/kernel float32[4,4]
        params/if/bias float32[4]
        params/if/kernel float32[3,4]
        params/in/bias float32[4]
        params/in/kernel float32[3,4]\
        """;
    assertThat(shapes(new MGUCell(4), ones(2, 3)))
        .isEqualTo(mgu.formatted("params/hn/bias float32[4]\n"));
    assertThat(shapes(new MGUCell(4).resetGate(false), ones(2, 3))).isEqualTo(mgu.formatted(""));
    assertThat(shapes(new ConvLSTMCell(6, 3, 3), ones(2, 4, 4, 3)))
        .isEqualTo(
            """
            params/hh/bias float32[24]
            params/hh/kernel float32[3,3,6,24]
            params/ih/bias float32[24]
            params/ih/kernel float32[3,3,3,24]\
            """);
  }

  @Test
  void optimizedLstmIsLstm() {
    Array x = X.get(":", 0);
    LstmCarry carry = new LstmCarry(key(2).normal(2, 4), key(3).normal(2, 4));
    Applied<Scan<LstmCarry, Array>> plain = new LSTMCell(4).initWithOutput(key(0), carry, x);
    Applied<Scan<LstmCarry, Array>> fast =
        new OptimizedLSTMCell(4).initWithOutput(key(0), carry, x);
    assertThat(fast.variables().flatten().keySet())
        .containsExactlyElementsOf(plain.variables().flatten().keySet());
    plain
        .variables()
        .flatten()
        .forEach((path, value) -> assertSame((Array) value, fast.variables().get(path)));
    assertClose(plain.value().ys(), fast.value().ys(), 1e-5, 1e-5);
    assertClose(plain.value().carry().c(), fast.value().carry().c(), 1e-5, 1e-5);
  }

  @Test
  void networksAreCellsStepByStep() {
    unrolled(new LSTMCell(4));
    unrolled(new OptimizedLSTMCell(4));
    unrolled(new SimpleCell(4));
    unrolled(new GRUCell(4));
    unrolled(new MGUCell(4));
  }

  private static <C> void unrolled(RNNCellBase<C> cell) {
    RNN<C> rnn = new RNN<>(cell);
    Variables variables = rnn.init(key(0), X);
    assertThat(variables.params().names()).containsExactly("cell");
    Variables own = Variables.of("params", variables.value("params/cell"));
    C carry = cell.initializeCarry(key(0), X.shape().without(1));
    List<Array> ys = new ArrayList<>();
    for (int t = 0; t < X.shape(1); t++) {
      Scan<C, Array> next = cell.apply(own, carry, X.get(":", t));
      carry = next.carry();
      ys.add(next.ys());
    }
    Array expected = Jnp.stack(ys, 1);
    assertClose(expected, rnn.apply(variables, X), 1e-5, 1e-5);
    Scan<C, Array> all = rnn.apply(variables, () -> rnn.callWithCarry(sequence(X)));
    assertTreesClose(carry, all.carry());
    Array timeMajor = rnn.timeMajor(true).apply(variables, X.swapaxes(0, 1));
    assertClose(expected, timeMajor.swapaxes(0, 1), 1e-5, 1e-5);
    Array compiled = Linum.jit(x -> rnn.apply(variables, x)).apply(X);
    assertClose(expected, compiled, 1e-5, 1e-5);
  }

  private static void assertTreesClose(Object expected, Object actual) {
    List<Array> a = Tree.leaves(expected);
    List<Array> b = Tree.leaves(actual);
    assertThat(b).hasSameSizeAs(a);
    for (int i = 0; i < a.size(); i++) {
      assertClose(a.get(i), b.get(i), 1e-5, 1e-5);
    }
  }

  @Test
  void parametersAreThoseOfTheCell() {
    LSTMCell cell = new LSTMCell(4);
    record Holder(LSTMCell cell) implements Layer {
      @Override
      public Array call(Array x) {
        return cell.apply(cell.initializeCarry(key(9), x.shape()), x).ys();
      }
    }
    Variables once = new Holder(cell).init(key(5), X.get(":", 0));
    Variables scanned = new RNN<>(cell).init(key(5), X);
    once.flatten().forEach((path, value) -> assertSame((Array) value, scanned.get(path)));
  }

  @Test
  void carriesAreThoseAfterTheLastStepThatCounts() {
    RNN<LstmCarry> rnn = new RNN<>(new LSTMCell(4));
    Variables v = rnn.init(key(0), X);
    Scan<LstmCarry, Array> out =
        rnn.apply(
            v, () -> rnn.callWithCarry(SequenceInputs.<LstmCarry>sequence(X).seqLengths(LENGTHS)));
    Array shorter = X.at("0:1, :3").get();
    Scan<LstmCarry, Array> one = rnn.apply(v, () -> rnn.callWithCarry(sequence(shorter)));
    assertClose(one.carry().c().get(0), out.carry().c().get(0), 1e-5, 1e-5);
    assertClose(one.carry().h().get(0), out.carry().h().get(0), 1e-5, 1e-5);
    assertClose(out.ys().get(1, -1), out.carry().h().get(1), 1e-5, 1e-5);
  }

  @Test
  void sequencesAreReadBackward() {
    RNN<Array> rnn = new RNN<>(new GRUCell(4)).reverse(true);
    RNN<Array> forward = rnn.reverse(false);
    Variables v = rnn.init(key(0), X);
    assertClose(forward.apply(v, Jnp.flip(X, 1)), rnn.apply(v, X), 1e-5, 1e-5);
    assertClose(
        Jnp.flip(forward.apply(v, Jnp.flip(X, 1)), 1), rnn.keepOrder(true).apply(v, X), 1e-5, 1e-5);
    // The first sequence has three steps: they are flipped among themselves.
    Array flipped = forward.apply(v, Jnp.flip(X.at("0:1, :3").get(), 1));
    assertClose(flipped.get(0), rnn.apply(v, X, LENGTHS).at("0, :3").get(), 1e-5, 1e-5);
  }

  @Test
  void aStartCanBeGiven() {
    RNN<Array> rnn = new RNN<>(new SimpleCell(4).carryInit(Initializer.normal(1)));
    Variables v = rnn.init(key(0), X);
    Array start = key(7).normal(2, 4);
    Array given =
        rnn.apply(v, () -> rnn.call(SequenceInputs.<Array>sequence(X).initialCarry(start)));
    Array drawn = rnn.apply(v, () -> rnn.call(SequenceInputs.<Array>sequence(X).initKey(key(7))));
    assertClose(given, drawn, 1e-6, 1e-6);
    assertThat(rnn.apply(v, X).eq(given).all().itemBoolean()).isFalse();
  }

  @Test
  void imagesAreSequencesToo() {
    RNN<LstmCarry> rnn = new RNN<>(new ConvLSTMCell(6, 3, 3));
    Array x = key(2).normal(2, 3, 4, 4, 3);
    Applied<Array> out = rnn.initWithOutput(key(0), x);
    assertThat(out.value().shape()).isEqualTo(Dims.of(2, 3, 4, 4, 6));
    assertThatThrownBy(() -> rnn.init(key(0), ones(3, 4, 3)))
        .hasMessage(
            "RNN: sequences for this cell have 3 axes of features and one of time, got"
                + " float32[3,4,3]");
  }

  @Test
  void bidirectionalReadsBothWays() {
    Bidirectional<LstmCarry, Array> both =
        new Bidirectional<>(new RNN<>(new LSTMCell(4)), new RNN<>(new GRUCell(6)));
    Variables v = both.init(key(0), X, LENGTHS);
    assertThat(v.params().names()).containsExactlyInAnyOrder("forward_rnn", "backward_rnn");
    Array y = both.apply(v, X, LENGTHS);
    assertThat(y.shape()).isEqualTo(Dims.of(2, 5, 10));
    RNN<LstmCarry> forward = new RNN<>(new LSTMCell(4));
    RNN<Array> backward = new RNN<>(new GRUCell(6)).reverse(true).keepOrder(true);
    Array first = forward.apply(Variables.of("params", v.value("params/forward_rnn")), X, LENGTHS);
    Array second =
        backward.apply(Variables.of("params", v.value("params/backward_rnn")), X, LENGTHS);
    assertClose(Jnp.concatenate(List.of(first, second), -1), y, 1e-5, 1e-5);
    Scan<Pair<LstmCarry, Array>, Array> carried =
        both.apply(
            v,
            () ->
                both.callWithCarry(
                    SequenceInputs.<Pair<LstmCarry, Array>>sequence(X).seqLengths(LENGTHS)));
    assertClose(first.get(1, 4), carried.carry().first().h().get(1), 1e-5, 1e-5);
    assertClose(second.at("0, 0").get(), carried.carry().second().get(0), 1e-5, 1e-5);
  }

  @Test
  void gradientsGoThroughTime() {
    RNN<Array> rnn = new RNN<>(new GRUCell(3));
    Array x = key(3).normal(1, 4, 2);
    Variables v = rnn.init(key(0), x);
    Gradients.ofOrder(1).reverse().check(in -> rnn.apply(v, in).square().sum(), x);
  }

  /// A cell that forgets at random, and shows what it sees.
  private record NoisyCell(SimpleCell inner) implements RNNCellBase<Array> {
    @Override
    public Scan<Array, Array> call(Array h, Array x) {
      sow("intermediates", "seen", x);
      Scan<Array, Array> next = inner.apply(h, x);
      return new Scan<>(next.carry(), new Dropout(0.5).apply(next.ys(), false));
    }

    @Override
    public Array initializeCarry(PrngKey key, Dims inputShape) {
      return inner.initializeCarry(key, inputShape);
    }

    @Override
    public int numFeatureAxes() {
      return 1;
    }
  }

  @Test
  void cellsMaySowAndDrawRandomNumbers() {
    RNN<Array> rnn =
        new RNN<>(new NoisyCell(new SimpleCell(50)))
            .variableAxes("intermediates", 0)
            .splitRngs("dropout", true);
    Variables v = rnn.init(Rngs.params(key(0)).with("dropout", key(1)), X);
    Applied<Array> out = rnn.apply(v, X, Mutable.of("intermediates").rngs("dropout", key(2)));
    List<?> seen = (List<?>) out.variables().value("intermediates/cell/seen");
    assertSame(X.swapaxes(0, 1), (Array) seen.getFirst());
    Array dropped = out.value().eq(0);
    // Each step draws anew.
    assertThat(dropped.get(":", 0).eq(dropped.get(":", 1)).all().itemBoolean()).isFalse();
  }
}
