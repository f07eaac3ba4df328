package linum.nnx;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Embeddings;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [Embed] is: users write `Nnx.Embed`.
public interface NnxEmbeds {

  /// A vector for each of some numbers.
  class Embed extends Module implements Layer {
    /// `[numEmbeddings, features]`.
    public final Param embedding;

    public final int numEmbeddings;
    public final int features;
    private final Options options;

    public Embed(int numEmbeddings, int features, Rngs rngs) {
      this(numEmbeddings, features, rngs, o -> o);
    }

    /// With options.
    public Embed(int numEmbeddings, int features, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.embedding =
          Params.of(rngs, o.embeddingInit(), Dims.of(numEmbeddings, features), o.paramDtype());
      this.numEmbeddings = numEmbeddings;
      this.features = features;
      this.options = o;
    }

    /// @param indices of an integer type
    /// @return the shape of `indices`, then `features`
    @Override
    public Array call(Array indices) {
      return Embeddings.lookup(embedding.get(), indices, options.dtype());
    }

    /// The product of queries with every vector: logits over the numbers.
    public Array attend(Array query) {
      return Embeddings.attend(embedding.get(), query, options.dtype());
    }

    /// Settings of an [Embed].
    public record Options(@Nullable DType dtype, DType paramDtype, Initializer embeddingInit)
        implements LayerOptions {
      static final Options DEFAULT = new Options(null, DType.FLOAT32, Params.EMBEDDING);

      public Options dtype(DType v) {
        return LayerOptions.with(this, "dtype", v);
      }

      public Options paramDtype(DType v) {
        return LayerOptions.with(this, "paramDtype", v);
      }

      public Options embeddingInit(Initializer v) {
        return LayerOptions.with(this, "embeddingInit", v);
      }
    }
  }
}
