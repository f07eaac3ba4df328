package linum.nnx;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Dims;
import linum.layers.Gates;
import linum.nnx.NnxCells.CellOptions;
import linum.nnx.NnxCells.RNNCellBase;
import linum.nnx.NnxLinears.Linear;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.Rngs;
import linum.numpy.Jnp;

/// Where [SimpleCell] is: users write `Nnx.SimpleCell`.
public interface NnxSimpleCells {

  /// The cell of an Elman network (1990): `tanh(W x + b + U h)`.
  class SimpleCell extends RNNCellBase<Array> {
    @Named("dense_h")
    public final Linear denseH;

    @Named("dense_i")
    public final Linear denseI;

    public final int inFeatures;
    public final int hiddenFeatures;
    private final CellOptions options;

    public SimpleCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
      this(inFeatures, hiddenFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.activationFn(Nn::relu)`.
    public SimpleCell(
        int inFeatures, int hiddenFeatures, Rngs rngs, UnaryOperator<CellOptions> with) {
      CellOptions o = with.apply(CellOptions.DEFAULT);
      int h = hiddenFeatures;
      this.denseH = recurrent(h, h, false, o, rngs);
      this.denseI = input(inFeatures, h, true, o, rngs);
      this.inFeatures = inFeatures;
      this.hiddenFeatures = hiddenFeatures;
      this.options = o;
    }

    @Override
    public Scan<Array, Array> call(Array carry, Array x) {
      Array sum = denseI.call(x).add(denseH.call(carry));
      Array next = options.activationFn().apply(options.residual() ? sum.add(carry) : sum);
      return new Scan<>(next, next);
    }

    @Override
    public Array initializeCarry(Dims inputShape, Rngs rngs) {
      Dims shape = inputShape.with(inputShape.rank() - 1, hiddenFeatures);
      return options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype());
    }
  }

  /// A cell with a gate for what is kept and one for what is forgotten (Cho et al., 2014).
  class GRUCell extends RNNCellBase<Array> {
    @Named("dense_i")
    public final Linear denseI;

    @Named("dense_h")
    public final Linear denseH;

    public final int inFeatures;
    public final int hiddenFeatures;
    private final CellOptions options;

    public GRUCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
      this(inFeatures, hiddenFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.activationFn(Nn::relu)`.
    public GRUCell(int inFeatures, int hiddenFeatures, Rngs rngs, UnaryOperator<CellOptions> with) {
      CellOptions o = with.apply(CellOptions.DEFAULT);
      int h = hiddenFeatures;
      this.denseI = input(inFeatures, 3 * h, true, o, rngs);
      this.denseH = recurrent(h, 3 * h, false, o, rngs);
      this.inFeatures = inFeatures;
      this.hiddenFeatures = hiddenFeatures;
      this.options = o;
    }

    @Override
    public Scan<Array, Array> call(Array carry, Array x) {
      List<Array> xs = Jnp.split(denseI.call(x), 3, -1);
      List<Array> hs = Jnp.split(denseH.call(carry), 3, -1);
      Array next =
          Gates.gru(
              xs.get(0).add(hs.get(0)),
              xs.get(1).add(hs.get(1)),
              xs.get(2),
              hs.get(2),
              carry,
              options.gateFn(),
              options.activationFn());
      return new Scan<>(next, next);
    }

    @Override
    public Array initializeCarry(Dims inputShape, Rngs rngs) {
      Dims shape = inputShape.with(inputShape.rank() - 1, hiddenFeatures);
      return options.carryInit().apply(rngs.key("carry"), shape, options.paramDtype());
    }
  }
}
