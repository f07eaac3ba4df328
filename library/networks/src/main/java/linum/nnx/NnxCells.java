package linum.nnx;

import static linum.nn.Initializer.lecunNormal;
import static linum.nn.Initializer.orthogonal;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Gates;
import linum.layers.LstmCarry;
import linum.nn.Initializer;
import linum.nn.Nn;
import linum.nnx.NnxLinears.Linear;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.Rngs;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [RNNCellBase] is: users write `Nnx.RNNCellBase`.
public interface NnxCells {

  /// A cell of a recurrent network: one step of it.
  ///
  /// @param <C> what it remembers: a tree of arrays
  abstract class RNNCellBase<C> extends Module {
    /// One step.
    ///
    /// @param x `[batch…, inFeatures]`
    /// @return what is remembered next, and the output
    public abstract Scan<C, Array> call(C carry, Array x);

    /// What is remembered before the first step.
    ///
    /// @param inputShape `[batch…, inFeatures]`
    /// @param rngs for initial values at random, from the source `carry`
    public abstract C initializeCarry(Dims inputShape, Rngs rngs);

    /// What is remembered before the first step, where nothing is random.
    public final C initializeCarry(Dims inputShape) {
      return initializeCarry(inputShape, new Rngs(0));
    }

    static Linear input(int in, int out, boolean bias, CellOptions o, Rngs rngs) {
      return new Linear(
          in,
          out,
          rngs,
          l -> typed(l.useBias(bias).kernelInit(o.kernelInit()).biasInit(o.biasInit()), o));
    }

    static Linear recurrent(int h, int out, boolean bias, CellOptions o, Rngs rngs) {
      return new Linear(
          h,
          out,
          rngs,
          l ->
              typed(l.useBias(bias).kernelInit(o.recurrentKernelInit()).biasInit(o.biasInit()), o));
    }

    private static Linear.Options typed(Linear.Options l, CellOptions o) {
      Linear.Options typed = l.paramDtype(o.paramDtype());
      return o.dtype() == null ? typed : typed.dtype(o.dtype());
    }
  }

  /// Settings of recurrent cells.
  ///
  /// @param gateFn applied to gates
  /// @param activationFn applied to candidates
  /// @param recurrentKernelInit of the kernels of what is remembered
  /// @param residual whether a [NnxSimpleCells.SimpleCell] adds what it remembers to what it makes
  record CellOptions(
      UnaryOperator<Array> gateFn,
      UnaryOperator<Array> activationFn,
      Initializer kernelInit,
      Initializer recurrentKernelInit,
      Initializer biasInit,
      Initializer carryInit,
      boolean residual,
      @Nullable DType dtype,
      DType paramDtype)
      implements LayerOptions {
    static final CellOptions DEFAULT =
        new CellOptions(
            Nn::sigmoid,
            Jnp::tanh,
            lecunNormal(),
            orthogonal(),
            Initializer.ZEROS,
            Initializer.ZEROS,
            false,
            null,
            DType.FLOAT32);

    public CellOptions gateFn(UnaryOperator<Array> v) {
      return LayerOptions.with(this, "gateFn", v);
    }

    public CellOptions activationFn(UnaryOperator<Array> v) {
      return LayerOptions.with(this, "activationFn", v);
    }

    public CellOptions kernelInit(Initializer v) {
      return LayerOptions.with(this, "kernelInit", v);
    }

    public CellOptions recurrentKernelInit(Initializer v) {
      return LayerOptions.with(this, "recurrentKernelInit", v);
    }

    public CellOptions biasInit(Initializer v) {
      return LayerOptions.with(this, "biasInit", v);
    }

    public CellOptions carryInit(Initializer v) {
      return LayerOptions.with(this, "carryInit", v);
    }

    public CellOptions residual(boolean v) {
      return LayerOptions.with(this, "residual", v);
    }

    public CellOptions dtype(DType v) {
      return LayerOptions.with(this, "dtype", v);
    }

    public CellOptions paramDtype(DType v) {
      return LayerOptions.with(this, "paramDtype", v);
    }
  }

  /// A cell that remembers for long (Hochreiter and Schmidhuber, 1997), with a layer for each gate.
  class LSTMCell extends RNNCellBase<LstmCarry> {
    public final Linear ii;
    public final Linear if_;
    public final Linear ig;
    public final Linear io;
    public final Linear hi;
    public final Linear hf;
    public final Linear hg;
    public final Linear ho;

    public final int inFeatures;
    public final int hiddenFeatures;
    private final CellOptions options;

    public LSTMCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
      this(inFeatures, hiddenFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.activationFn(Nn::relu)`.
    public LSTMCell(
        int inFeatures, int hiddenFeatures, Rngs rngs, UnaryOperator<CellOptions> with) {
      CellOptions o = with.apply(CellOptions.DEFAULT);
      int h = hiddenFeatures;
      this.ii = input(inFeatures, h, false, o, rngs);
      this.if_ = input(inFeatures, h, false, o, rngs);
      this.ig = input(inFeatures, h, false, o, rngs);
      this.io = input(inFeatures, h, false, o, rngs);
      this.hi = recurrent(h, h, true, o, rngs);
      this.hf = recurrent(h, h, true, o, rngs);
      this.hg = recurrent(h, h, true, o, rngs);
      this.ho = recurrent(h, h, true, o, rngs);
      this.inFeatures = inFeatures;
      this.hiddenFeatures = hiddenFeatures;
      this.options = o;
    }

    @Override
    public Scan<LstmCarry, Array> call(LstmCarry carry, Array x) {
      Array h = carry.h();
      LstmCarry next =
          Gates.lstm(
              ii.call(x).add(hi.call(h)),
              if_.call(x).add(hf.call(h)),
              ig.call(x).add(hg.call(h)),
              io.call(x).add(ho.call(h)),
              carry.c(),
              options.gateFn(),
              options.activationFn());
      return new Scan<>(next, next.h());
    }

    @Override
    public LstmCarry initializeCarry(Dims inputShape, Rngs rngs) {
      Dims shape = inputShape.with(inputShape.rank() - 1, hiddenFeatures);
      return new LstmCarry(
          options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype()),
          options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype()));
    }
  }

  /// An [LSTMCell] whose gates are one layer.
  class OptimizedLSTMCell extends RNNCellBase<LstmCarry> {
    @Named("dense_i")
    public final Linear denseI;

    @Named("dense_h")
    public final Linear denseH;

    public final int inFeatures;
    public final int hiddenFeatures;
    private final CellOptions options;

    public OptimizedLSTMCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
      this(inFeatures, hiddenFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.activationFn(Nn::relu)`.
    public OptimizedLSTMCell(
        int inFeatures, int hiddenFeatures, Rngs rngs, UnaryOperator<CellOptions> with) {
      CellOptions o = with.apply(CellOptions.DEFAULT);
      int h = hiddenFeatures;
      this.denseI = input(inFeatures, 4 * h, false, o, rngs);
      this.denseH = recurrent(h, 4 * h, true, o, rngs);
      this.inFeatures = inFeatures;
      this.hiddenFeatures = hiddenFeatures;
      this.options = o;
    }

    @Override
    public Scan<LstmCarry, Array> call(LstmCarry carry, Array x) {
      List<Array> gates = Jnp.split(denseI.call(x).add(denseH.call(carry.h())), 4, -1);
      LstmCarry next =
          Gates.lstm(
              gates.get(0),
              gates.get(1),
              gates.get(2),
              gates.get(3),
              carry.c(),
              options.gateFn(),
              options.activationFn());
      return new Scan<>(next, next.h());
    }

    @Override
    public LstmCarry initializeCarry(Dims inputShape, Rngs rngs) {
      Dims shape = inputShape.with(inputShape.rank() - 1, hiddenFeatures);
      return new LstmCarry(
          options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype()),
          options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype()));
    }
  }
}
