package linum.nnx;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import linum.Fn3;
import linum.Linum;
import linum.Pair;
import linum.core.Array;
import linum.core.Scan;
import linum.layers.Sequences;
import linum.nnx.NnxAxes.Carry;
import linum.nnx.NnxAxes.StateAxes;
import linum.nnx.NnxCells.RNNCellBase;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxScans.ScanAxes;
import linum.nnx.NnxVariableKinds.Param;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [RNN] is: users write `Nnx.RNN`.
public interface NnxRecurrent {

  /// A recurrent network: a cell stepped along the time axis.
  ///
  /// ```java
  /// var rnn = new Nnx.RNN<>(new Nnx.LSTMCell(3, 8, rngs));
  /// rnn.call(x);                               // [batch, time, 8]
  /// rnn.run(x, null, lengths).carry();         // what it remembers after the last steps
  /// ```
  class RNN<C> extends Module implements Layer {
    public final RNNCellBase<C> cell;
    private final Options options;

    public RNN(RNNCellBase<C> cell) {
      this(cell, o -> o);
    }

    /// With options: `o -> o.reverse(true)`.
    public RNN(RNNCellBase<C> cell, UnaryOperator<Options> with) {
      this.cell = cell;
      this.options = with.apply(Options.DEFAULT);
    }

    /// @param x `[batch…, time, inFeatures]`, or time first
    /// @return the outputs of all steps
    @Override
    public Array call(Array x) {
      return run(x, null, null).ys();
    }

    /// Runs over all steps from any start.
    ///
    /// @param initialCarry what it remembers at first; null for what the cell makes
    /// @param seqLengths `int32[batch…]`, the lengths of sequences that are padded at their ends;
    ///   null if all are full
    /// @return what it remembers after the last step of each sequence, and all outputs
    public Scan<C, Array> run(Array x, @Nullable C initialCarry, @Nullable Array seqLengths) {
      int batch = x.ndim() - 2;
      int time = options.timeMajor() ? 0 : batch;
      Array in =
          options.reverse()
              ? Sequences.flipSequences(x, seqLengths, batch, options.timeMajor())
              : x;
      C carry = initialCarry == null ? cell.initializeCarry(x.shape().without(time)) : initialCarry;
      Scan<C, Array> out =
          seqLengths == null ? stepped(carry, in, time) : remembering(carry, in, time, seqLengths);
      Array ys =
          options.reverse() && options.keepOrder()
              ? Sequences.flipSequences(out.ys(), seqLengths, batch, options.timeMajor())
              : out.ys();
      return new Scan<>(out.carry(), ys);
    }

    private ScanAxes axes(int time, Object out) {
      return ScanAxes.DEFAULT
          .in(new StateAxes(Param.class, Linum.NONE, true, Carry.CARRY), Carry.CARRY, time)
          .out(Carry.CARRY, out)
          .unroll(options.unroll());
    }

    private Scan<C, Array> stepped(C carry, Array x, int time) {
      Fn3<RNNCellBase<C>, C, Array, Scan<C, Array>> step = RNNCellBase::call;
      return Nnx.scan(step, axes(time, time)).apply(cell, carry, x);
    }

    // Sequences end at different steps, so that all carries are kept until it is over.
    private Scan<C, Array> remembering(C carry, Array x, int time, Array seqLengths) {
      Fn3<RNNCellBase<C>, C, Array, Scan<C, Pair<C, Array>>> step =
          (m, c, slice) -> {
            Scan<C, Array> next = m.call(c, slice);
            return new Scan<>(next.carry(), new Pair<>(next.carry(), next.ys()));
          };
      Scan<C, Pair<C, Array>> all = Nnx.scan(step, axes(time, 0)).apply(cell, carry, x);
      return new Scan<>(
          Sequences.lastCarry(all.ys().first(), seqLengths),
          Jnp.moveaxis(all.ys().second(), 0, time));
    }

    /// Settings of an [RNN].
    ///
    /// @param timeMajor whether time is the first axis
    /// @param reverse whether it runs from the last step to the first
    /// @param keepOrder whether outputs of a reversed run are in the order of the input
    /// @param unroll how many steps a backend should do in one iteration of its loop
    public record Options(boolean timeMajor, boolean reverse, boolean keepOrder, int unroll)
        implements LayerOptions {
      static final Options DEFAULT = new Options(false, false, false, 1);

      public Options timeMajor(boolean v) {
        return LayerOptions.with(this, "timeMajor", v);
      }

      public Options reverse(boolean v) {
        return LayerOptions.with(this, "reverse", v);
      }

      public Options keepOrder(boolean v) {
        return LayerOptions.with(this, "keepOrder", v);
      }

      public Options unroll(int v) {
        return LayerOptions.with(this, "unroll", v);
      }
    }
  }

  /// Two recurrent networks, one forward and one backward, whose outputs are put together.
  class Bidirectional<C, D> extends Module implements Layer {
    public final RNN<C> forwardRnn;
    public final RNN<D> backwardRnn;
    private final BinaryOperator<Array> mergeFn;

    /// Outputs side by side along the last axis.
    public Bidirectional(RNN<C> forwardRnn, RNN<D> backwardRnn) {
      this(forwardRnn, backwardRnn, (a, b) -> Jnp.concatenate(List.of(a, b), -1));
    }

    /// @param backwardRnn runs backward and keeps the order of its input, whatever its options say
    public Bidirectional(RNN<C> forwardRnn, RNN<D> backwardRnn, BinaryOperator<Array> mergeFn) {
      this.forwardRnn = forwardRnn;
      this.backwardRnn =
          new RNN<>(backwardRnn.cell, _ -> backwardRnn.options.reverse(true).keepOrder(true));
      this.mergeFn = mergeFn;
    }

    @Override
    public Array call(Array x) {
      return call(x, null);
    }

    /// The outputs of sequences of different lengths.
    ///
    /// @param seqLengths `int32[batch…]`; null if all sequences are full
    public Array call(Array x, @Nullable Array seqLengths) {
      return mergeFn.apply(
          forwardRnn.run(x, null, seqLengths).ys(), backwardRnn.run(x, null, seqLengths).ys());
    }
  }
}
