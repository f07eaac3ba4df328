package linum.bench.peers;

import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.core.Scan;
import linum.nn.Nn;
import linum.numpy.Jnp;

/// Forward and backward through networks over sequences.
final class Sequences {
  private Sequences() {}

  static void register(Registry all) {
    all.add("transformer block", Sequences::transformer);
    all.add("lstm", Sequences::lstm);
  }

  private static List<Array> gradients(
      List<Array> at, java.util.function.Function<List<Array>, Array> loss) {
    ValueAndGrad<List<Array>> result = Linum.valueAndGrad(at, loss);
    List<Array> out = new ArrayList<>(List.of(result.value()));
    out.addAll(result.grad());
    return out;
  }

  private static final int BATCH = 8;
  private static final int TOKENS = 128;
  private static final int WIDTH = 256;
  private static final int HEADS = 8;
  private static final int INNER = 1024;

  /// Attention and a perceptron, each after a layer norm and around a shortcut; the gradients of
  /// the mean square of the result.
  private static Workload transformer(String name) {
    double narrow = 1 / Math.sqrt(WIDTH);
    List<Array> inputs =
        List.of(
            Inputs.normal(1, BATCH, TOKENS, WIDTH),
            Inputs.full(1, WIDTH),
            Inputs.full(0, WIDTH),
            Inputs.normal(narrow, WIDTH, 3 * WIDTH),
            Inputs.normal(narrow, WIDTH, WIDTH),
            Inputs.full(1, WIDTH),
            Inputs.full(0, WIDTH),
            Inputs.normal(narrow, WIDTH, INNER),
            Inputs.full(0, INNER),
            Inputs.normal(1 / Math.sqrt(INNER), INNER, WIDTH),
            Inputs.full(0, WIDTH));
    double weights = 4.0 * WIDTH * WIDTH + 2.0 * WIDTH * INNER;
    double attention = 2.0 * TOKENS * WIDTH;
    return Workload.of(
            name, Goal.of(1, 0.9), inputs, (_, d) -> gradients(d, p -> block(p).square().mean()))
        .flops(3 * 2.0 * BATCH * TOKENS * (weights + attention))
        .tolerance(1e-3);
  }

  private static Array block(List<Array> p) {
    Array x = p.getFirst();
    Array attended = attention(Kernels.layerNorm(x, p.get(1), p.get(2)).matmul(p.get(3)));
    Array y = x.add(attended.matmul(p.get(4)));
    Array normed = Kernels.layerNorm(y, p.get(5), p.get(6));
    Array inner = Nn.gelu(normed.matmul(p.get(7)).add(p.get(8)), false);
    return y.add(inner.matmul(p.get(9)).add(p.get(10)));
  }

  private static Array attention(Array projected) {
    List<Array> heads =
        Jnp.split(projected, 3, -1).stream()
            .map(a -> a.reshape(BATCH, TOKENS, HEADS, WIDTH / HEADS).transpose(0, 2, 1, 3))
            .toList();
    Array scores = heads.get(0).matmul(heads.get(1).mT()).div(Math.sqrt(WIDTH / (double) HEADS));
    Array mixed = Nn.softmax(scores).matmul(heads.get(2));
    return mixed.transpose(0, 2, 1, 3).reshape(BATCH, TOKENS, WIDTH);
  }

  /// 128 steps of 32 sequences through 256 cells; the gradients of the mean square of the outputs.
  private static Workload lstm(String name) {
    int steps = 128;
    int batch = 32;
    int cells = 256;
    double scale = 1 / Math.sqrt(cells);
    List<Array> inputs =
        List.of(
            Inputs.normal(1, steps, batch, cells),
            Inputs.normal(scale, cells, 4 * cells),
            Inputs.normal(scale, cells, 4 * cells),
            Inputs.full(0, 4 * cells));
    return Workload.of(
            name, Goal.of(0.9, 0.9), inputs, (_, d) -> gradients(d, p -> hidden(p).square().mean()))
        .flops(3 * 2.0 * steps * batch * (2.0 * cells * 4 * cells))
        .tolerance(1e-3);
  }

  /// What the cells get from the inputs is computed for all steps at once.
  private static Array hidden(List<Array> p) {
    Array fromInputs = p.get(0).matmul(p.get(1)).add(p.get(3));
    int batch = fromInputs.shape(1);
    int cells = fromInputs.shape(2) / 4;
    List<Array> start = List.of(Jnp.zeros(batch, cells), Jnp.zeros(batch, cells));
    Scan<List<Array>, Array> scanned =
        Linum.scan(
            (List<Array> carry, Array x) -> {
              List<Array> next = cell(carry, x.add(carry.get(0).matmul(p.get(2))));
              return new Scan<>(next, next.getFirst());
            },
            start,
            fromInputs);
    return scanned.ys();
  }

  /// Gates in the order input, forget, cell, output.
  private static List<Array> cell(List<Array> carry, Array gates) {
    List<Array> parts = Jnp.split(gates, 4, -1);
    Array kept = Nn.sigmoid(parts.get(1)).mul(carry.get(1));
    Array memory = kept.add(Nn.sigmoid(parts.get(0)).mul(parts.get(2).tanh()));
    return List.of(Nn.sigmoid(parts.get(3)).mul(memory.tanh()), memory);
  }
}
