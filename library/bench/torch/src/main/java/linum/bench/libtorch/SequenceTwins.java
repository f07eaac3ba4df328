package linum.bench.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Twins of networks over sequences.
final class SequenceTwins {
  private static final int HEADS = 8;

  private SequenceTwins() {}

  static void register(Map<String, Twin.Maker> all) {
    all.put(
        "transformer block", Twin.of(in -> Tape.valueAndGradients(in, p -> meanSquare(block(p)))));
    all.put("lstm", Lstm::new);
  }

  private static NDArray meanSquare(NDArray x) {
    return x.mul(x).mean();
  }

  private static NDArray block(List<NDArray> p) {
    NDArray x = p.getFirst();
    NDArray normed = KernelTwins.layerNorm(x, p.get(1), p.get(2));
    NDArray y = x.add(attention(normed.matMul(p.get(3))).matMul(p.get(4)));
    NDArray inner = KernelTwins.layerNorm(y, p.get(5), p.get(6)).matMul(p.get(7)).add(p.get(8));
    return y.add(inner.getNDArrayInternal().gelu().matMul(p.get(9)).add(p.get(10)));
  }

  private static NDArray attention(NDArray projected) {
    Shape shape = projected.getShape();
    long batch = shape.get(0);
    long tokens = shape.get(1);
    long width = shape.get(2) / 3;
    List<NDArray> heads = new ArrayList<>();
    for (NDArray part : projected.split(3, 2)) {
      heads.add(part.reshape(batch, tokens, HEADS, width / HEADS).transpose(0, 2, 1, 3));
    }
    NDArray scores = heads.get(0).matMul(heads.get(1).transpose(0, 1, 3, 2));
    NDArray weights = scores.div(Math.sqrt(width / (double) HEADS)).softmax(3);
    return weights.matMul(heads.get(2)).transpose(0, 2, 1, 3).reshape(batch, tokens, width);
  }

  /// The built-in one, whose weights lie the other way and whose bias is given twice.
  private static final class Lstm implements Twin {
    private final List<NDArray> parameters;
    private final NDArray noBias;
    private final NDList start;

    Lstm(List<NDArray> in) {
      parameters = new ArrayList<>(in);
      parameters.set(1, in.get(1).transpose().duplicate());
      parameters.set(2, in.get(2).transpose().duplicate());
      noBias = in.get(3).zerosLike();
      Shape shape = in.get(0).getShape();
      Shape state = new Shape(1, shape.get(1), in.get(2).getShape().get(0));
      start = new NDList(in.get(0).getManager().zeros(state), in.get(0).getManager().zeros(state));
    }

    private NDArray loss(List<NDArray> p) {
      NDList weights = new NDList(p.get(1), p.get(2), p.get(3), noBias);
      NDArray x = p.getFirst();
      NDList out = x.getNDArrayInternal().lstm(x, start, weights, true, 1, 0, true, false, false);
      return meanSquare(out.getFirst());
    }

    @Override
    public List<NDArray> run() {
      return Tape.valueAndGradients(parameters, this::loss);
    }

    @Override
    public List<NDArray> layout(List<NDArray> outputs) {
      List<NDArray> out = new ArrayList<>(outputs);
      out.set(2, outputs.get(2).transpose());
      out.set(3, outputs.get(3).transpose());
      return out;
    }
  }
}
