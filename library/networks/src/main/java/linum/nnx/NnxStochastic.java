package linum.nnx;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Dropouts;
import linum.layers.Rectifiers;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.RngStream;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [Dropout] is: users write `Nnx.Dropout`.
public interface NnxStochastic {

  /// Leaves out elements at random while training, and scales the others up.
  class Dropout extends Module implements Layer {
    /// The probability with which an element is left out.
    public final double rate;

    private final Dims broadcastDims;

    /// Whether nothing is left out.
    public boolean deterministic;

    private final @Nullable RngStream rngs;

    /// Without a source of keys, which comes with each call, or which needs none as long as it is
    /// deterministic.
    public Dropout(double rate) {
      this(rate, null, o -> o);
    }

    public Dropout(double rate, Rngs rngs) {
      this(rate, rngs, o -> o);
    }

    /// With a stream of its own, which continues the source `dropout`.
    public Dropout(double rate, @Nullable Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.rate = rate;
      this.broadcastDims = o.broadcastDims();
      this.deterministic = o.deterministic();
      this.rngs = rngs == null ? null : rngs.stream(o.rngCollection()).fork();
    }

    @Override
    public Array call(Array x) {
      return call(x, deterministic);
    }

    /// Whether nothing is left out in this call is said here.
    public Array call(Array x, boolean deterministic) {
      if (deterministic || rate == 0) {
        return x;
      }
      if (rngs == null) {
        throw new IllegalStateException(
            "Dropout has no source of random keys.\nGive it one: new Nnx.Dropout(rate, new Nnx.Rngs(0)), or call(x, rngs).");
      }
      return Dropouts.dropout(x, rngs.key().data(), rate, broadcastDims);
    }

    /// With a source of keys for this call.
    public Array call(Array x, Rngs keys) {
      return deterministic || rate == 0
          ? x
          : Dropouts.dropout(x, keys.dropout().data(), rate, broadcastDims);
    }

    /// Settings of a [Dropout].
    ///
    /// @param broadcastDims axes along which all or none is left out
    /// @param rngCollection the name of the random stream
    public record Options(Dims broadcastDims, boolean deterministic, String rngCollection)
        implements LayerOptions {
      static final Options DEFAULT = new Options(Dims.NONE, false, "dropout");

      public Options broadcastDims(Dims v) {
        return LayerOptions.with(this, "broadcastDims", v);
      }

      public Options broadcastDims(int... v) {
        return broadcastDims(Dims.of(v));
      }

      public Options deterministic(boolean v) {
        return LayerOptions.with(this, "deterministic", v);
      }

      public Options rngCollection(String v) {
        return LayerOptions.with(this, "rngCollection", v);
      }
    }
  }

  /// A rectifier whose slope below zero is a parameter (He et al., 2015).
  class PReLU extends Module implements Layer {
    /// The slope, a scalar.
    @Named("negative_slope")
    public final Param negativeSlope;

    /// A slope of 0.01.
    public PReLU() {
      this(0.01);
    }

    public PReLU(double negativeSlopeInit) {
      this.negativeSlope = new Param(Jnp.full(Dims.NONE, negativeSlopeInit, DType.FLOAT32));
    }

    @Override
    public Array call(Array x) {
      return Rectifiers.prelu(x, negativeSlope.get());
    }
  }

  /// Layers and functions one after the other.
  ///
  /// ```java
  /// new Nnx.Sequential(new Nnx.Linear(2, 8, rngs), Nn::relu, new Nnx.Linear(8, 1, rngs));
  /// ```
  class Sequential extends Module implements Layer {
    public final List<Layer> layers;

    public Sequential(Layer... layers) {
      this.layers = List.of(layers);
    }

    @Override
    public Array call(Array x) {
      Array y = x;
      for (Layer layer : layers) {
        y = layer.call(y);
      }
      return y;
    }
  }
}
