package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.EinsumEquation;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [Einsum] is: users write `Nnx.Einsum`.
public interface NnxEinsums {

  /// An affine map by an equation: `new Nnx.Einsum("nta,hab->nthb", Dims.of(8, 2, 4), Dims.of(8,
  /// 4), rngs)`.
  class Einsum extends Module implements Layer {
    public final Param kernel;

    /// Null without a bias.
    public final @Nullable Param bias;

    private final String einsumStr;
    private final Options options;

    public Einsum(String einsumStr, Dims kernelShape, @Nullable Dims biasShape, Rngs rngs) {
      this(einsumStr, kernelShape, biasShape, rngs, o -> o);
    }

    /// With options.
    ///
    /// @param einsumStr of two operands, the input and the kernel
    /// @param biasShape null for none
    /// @throws IllegalArgumentException if the equation does not have two operands
    public Einsum(
        String einsumStr,
        Dims kernelShape,
        @Nullable Dims biasShape,
        Rngs rngs,
        UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      var _ = EinsumEquation.of(einsumStr);
      this.einsumStr = einsumStr;
      this.kernel = Params.of(rngs, o.kernelInit(), kernelShape, o.paramDtype());
      this.bias =
          biasShape == null ? null : Params.of(rngs, o.biasInit(), biasShape, o.paramDtype());
      this.options = o;
    }

    @Override
    public Array call(Array x) {
      EinsumEquation equation = EinsumEquation.of(einsumStr);
      Array b = Params.value(bias);
      if (b != null) {
        b = b.reshape(equation.biasShape(kernel.shape(), x.ndim()));
      }
      return equation.apply(x, kernel.get(), b, options.dtype(), options.precision(), null);
    }

    /// Settings of an [Einsum].
    public record Options(
        @Nullable DType dtype,
        DType paramDtype,
        @Nullable Precision precision,
        Initializer kernelInit,
        Initializer biasInit)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(null, DType.FLOAT32, null, lecunNormal(), Initializer.ZEROS);

      public Options dtype(DType v) {
        return LayerOptions.with(this, "dtype", v);
      }

      public Options paramDtype(DType v) {
        return LayerOptions.with(this, "paramDtype", v);
      }

      public Options precision(Precision v) {
        return LayerOptions.with(this, "precision", v);
      }

      public Options kernelInit(Initializer v) {
        return LayerOptions.with(this, "kernelInit", v);
      }

      public Options biasInit(Initializer v) {
        return LayerOptions.with(this, "biasInit", v);
      }
    }
  }
}
