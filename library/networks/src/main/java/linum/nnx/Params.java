package linum.nnx;

import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.nn.VarianceScaling;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Parameters that a layer may lack.
final class Params {
  /// What vectors for numbers start from.
  static final Initializer EMBEDDING =
      Initializer.varianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.NORMAL)
          .outAxis(0);

  private Params() {}

  /// A parameter that an initializer makes, with the metadata that comes with it.
  static Param of(Rngs rngs, Initializer init, Dims shape, DType dtype) {
    return described(new Param(rngs.params(init, shape, dtype)), init);
  }

  /// The variable with the metadata of the initializer that made it.
  static <V extends Variable> V described(V variable, Initializer init) {
    if (init instanceof WithMetadata m) {
      Map<String, Object> all = new TreeMap<>(variable.metadata());
      all.putAll(m.metadata());
      variable.setMetadata(java.util.Collections.unmodifiableMap(all));
    }
    return variable;
  }

  /// The array of a parameter; null if there is none.
  static @Nullable Array value(@Nullable Variable v) {
    return v == null ? null : v.get();
  }
}
