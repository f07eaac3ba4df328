package linum.layers;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Vectors for numbers.
public final class Embeddings {
  private Embeddings() {}

  /// The rows of the table at the given places; places outside give NaN.
  ///
  /// @param table `[numEmbeddings, features]`
  /// @param indices any shape, of an integer type
  /// @param dtype the type of the result; null for that of the table
  /// @return the shape of `indices`, then `features`
  /// @throws IllegalArgumentException if the indices are not integers
  public static Array lookup(Array table, Array indices, @Nullable DType dtype) {
    if (!indices.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "an embedding looks up integers, got %s\nUse indices.astype(DType.INT32)."
              .formatted(indices.aval()));
    }
    Array rows = Ops.convert(table, Dtypes.canonicalizeDtype(dtype, false, table));
    Dims features = rows.shape().slice(1, 2);
    return rows.shape(0) == 1
        ? rows.broadcastTo(indices.shape().concat(features))
        : rows.take(indices, 0);
  }

  /// The product of queries with every row: logits over the embedded numbers.
  ///
  /// @param query `[…, features]`
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @return `[…, numEmbeddings]`
  public static Array attend(Array table, Array query, @Nullable DType dtype) {
    DType type = Dtypes.canonicalizeDtype(dtype, query, table);
    return Ops.convert(query, type).dot(Ops.convert(table, type).T());
  }
}
