package linum.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.nn.Nn;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// How recurrent cells remember and forget, from what their gates are given.
public final class Gates {
  private Gates() {}

  /// A step of an LSTM (Hochreiter and Schmidhuber, 1997).
  ///
  /// @param i of the input gate
  /// @param f of the forget gate
  /// @param g of the candidate
  /// @param o of the output gate
  /// @param gate applied to the gates, as `sigmoid`
  /// @param activation applied to candidate and memory, as `tanh`
  public static LstmCarry lstm(
      Array i,
      Array f,
      Array g,
      Array o,
      Array c,
      UnaryOperator<Array> gate,
      UnaryOperator<Array> activation) {
    Array memory = gate.apply(f).mul(c).add(gate.apply(i).mul(activation.apply(g)));
    return new LstmCarry(memory, gate.apply(o).mul(activation.apply(memory)));
  }

  /// A step of a GRU (Cho et al., 2014).
  ///
  /// @param r of the reset gate
  /// @param z of the update gate
  /// @param n of the candidate, from the input
  /// @param hn of the candidate, from the hidden state
  /// @param gate applied to the gates, as `sigmoid`
  /// @param activation applied to the candidate, as `tanh`
  public static Array gru(
      Array r,
      Array z,
      Array n,
      Array hn,
      Array h,
      UnaryOperator<Array> gate,
      UnaryOperator<Array> activation) {
    Array candidate = activation.apply(n.add(gate.apply(r).mul(hn)));
    return mixed(candidate, h, gate.apply(z));
  }

  /// A step of a minimal gated unit (Zhou et al., 2016).
  ///
  /// @param f of the forget gate
  /// @param n of the candidate, from the input
  /// @param hn of the candidate, from the hidden state
  /// @param resetGate whether the gate also weighs `hn`
  public static Array mgu(
      Array f,
      Array n,
      Array hn,
      Array h,
      boolean resetGate,
      UnaryOperator<Array> gate,
      UnaryOperator<Array> activation) {
    Array forget = gate.apply(f);
    Array candidate = activation.apply(n.add(resetGate ? hn.mul(forget) : hn));
    return mixed(candidate, h, forget);
  }

  private static Array mixed(Array candidate, Array h, Array kept) {
    return Jnp.subtract(1.0, kept).mul(candidate).add(kept.mul(h));
  }

  /// A step of a convolutional LSTM (Shi et al., 2015).
  ///
  /// @param gates of input gate, candidate, forget gate and output gate along the last axis; the
  ///   forget gate is given one more
  public static LstmCarry convLstm(Array gates, Array c) {
    List<Array> each = Jnp.split(gates, 4, -1);
    return lstm(
        each.get(0), each.get(2).add(1), each.get(1), each.get(3), c, Nn::sigmoid, Jnp::tanh);
  }

  /// Several dense layers of one input as one product.
  ///
  /// @param kernels `[in, features]` each
  /// @param biases `[features]` each; empty for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  public static List<Array> denseOfMany(
      Array x, List<Array> kernels, List<Array> biases, @Nullable DType dtype) {
    Array bias = biases.isEmpty() ? null : Jnp.concatenate(biases, -1);
    Array all = Linears.dense(x, Jnp.concatenate(kernels, -1), bias, dtype, null);
    int[] places = new int[kernels.size() - 1];
    int end = 0;
    for (int i = 0; i < places.length; i++) {
      end += kernels.get(i).shape(-1);
      places[i] = end;
    }
    return Jnp.split(all, places, -1);
  }
}
