package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Embeddings;
import linum.nn.Initializer;
import linum.nn.VarianceScaling;
import org.jspecify.annotations.Nullable;

/// Rows of a table by their numbers.
///
/// Parameter: `embedding` of shape `[numEmbeddings, features]`.
///
/// @param numEmbeddings how many rows there are
/// @param features the length of a row
/// @param dtype the type of the result; if null, that of the table
/// @param paramDtype the type of the table
/// @param embeddingInit what the table is made by
public record Embed(
    int numEmbeddings,
    int features,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer embeddingInit)
    implements Layer {

  public Embed(int numEmbeddings, int features) {
    this(
        numEmbeddings,
        features,
        null,
        DType.FLOAT32,
        new VarianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.NORMAL)
            .outAxis(0));
  }

  /// With another dtype: the type of the result; if null, that of the table.
  public Embed dtype(@Nullable DType dtype) {
    return new Embed(numEmbeddings, features, dtype, paramDtype, embeddingInit);
  }

  /// With another paramDtype: the type of the table.
  public Embed paramDtype(DType paramDtype) {
    return new Embed(numEmbeddings, features, dtype, paramDtype, embeddingInit);
  }

  /// With another embeddingInit: what the table is made by.
  public Embed embeddingInit(Initializer embeddingInit) {
    return new Embed(numEmbeddings, features, dtype, paramDtype, embeddingInit);
  }

  /// @param x integers of any shape; the result has the rows along a new last axis
  @Override
  public Array call(Array x) {
    return Embeddings.lookup(embedding(), x, dtype);
  }

  /// The product of every query with every row, as for tied weights.
  ///
  /// @param query `[…, features]`
  /// @return `[…, numEmbeddings]`
  public Array attend(Array query) {
    return apply(() -> Embeddings.attend(embedding(), query, dtype));
  }

  private Array embedding() {
    return param("embedding", embeddingInit, Dims.of(numEmbeddings, features), paramDtype);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
