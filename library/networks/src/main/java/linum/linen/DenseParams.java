package linum.linen;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;

/// The parameters of a dense layer without its product: kernel, then bias if there is one.
record DenseParams(
    int features, boolean useBias, DType paramDtype, Initializer kernelInit, Initializer biasInit)
    implements Layer1<Array, List<Array>> {
  @Override
  public List<Array> call(Array x) {
    Array kernel = param("kernel", kernelInit, Dims.of(x.shape(-1), features), paramDtype);
    return useBias
        ? List.of(kernel, param("bias", biasInit, Dims.of(features), paramDtype))
        : List.of(kernel);
  }
}
