package linum.optax;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.nn.Nn;
import linum.numpy.Jnp;

/// The CTC loss: the probability of all alignments of a sequence of labels with a longer sequence
/// of predictions, summed by a forward pass over time.
///
/// Source: Graves and others, "Connectionist Temporal Classification", 2006.
final class Ctc {
  private Ctc() {}

  /// The forward probabilities of one time.
  private record Alpha(Array blank, Array emit) {}

  /// The predictions of one time.
  private record Frame(Array emit, Array blank, Array padding) {}

  static CtcProbabilities forward(
      Array logits,
      Array logitPaddings,
      Array labels,
      Array labelPaddings,
      int blankId,
      double logEpsilon) {
    check(logits, logitPaddings, labels, labelPaddings);
    int batch = logits.shape(0);
    int n = labels.shape(1);
    Array logProbs = Nn.logSoftmax(logits);
    Array last = labelPaddings.sum(1);
    Array length = Jnp.subtract(n, last).astype(DType.INT32);
    // Where a label is that of its neighbour there must be a blank between them.
    Array repeat =
        Jnp.pad(
            n < 1
                ? Jnp.zeros(logProbs.dtype(), batch, 0)
                : Lax.sliceInDim(labels, 0, n - 1, 1)
                    .eq(Lax.sliceInDim(labels, 1, n, 1))
                    .astype(logProbs.dtype()),
            new int[][] {{0, 0}, {0, 1}});
    Frame frames =
        new Frame(
            Jnp.einsum(
                "btk,bnk->tbn", logProbs, Nn.oneHot(labels, logits.shape(2), logProbs.dtype())),
            Lax.sliceInDim(logProbs, blankId, blankId + 1, 2).transpose(1, 0, 2),
            logitPaddings.T().astype(logProbs.dtype()));
    Array impossible = Jnp.full(Dims.of(batch, n), logEpsilon, logProbs.dtype());
    Alpha first =
        new Alpha(
            Jnp.concatenate(List.of(Jnp.zeros(logProbs.dtype(), batch, 1), impossible), 1),
            impossible);
    Scan<Alpha, Alpha> passed =
        Linum.scan(
            (Alpha a, Frame f) -> {
              Alpha next = step(a, f, repeat, logEpsilon);
              return new Scan<>(next, next);
            },
            first,
            frames);
    Alpha all = passed.ys();
    Array ends = enter(passed.carry().blank(), passed.carry().emit());
    Array loss = ends.mul(Nn.oneHot(length, n + 1, ends.dtype())).sum(1).neg();
    int time = logits.shape(1);
    Array blanks = Lax.dynamicUpdateSlice(all.blank(), ends.expandDims(0), time - 1, 0, 0);
    return new CtcProbabilities(loss, blanks, all.emit());
  }

  private static Alpha step(Alpha a, Frame f, Array repeat, double logEpsilon) {
    int n = a.emit().shape(1);
    Array blank = enter(a.blank(), a.emit().add(repeat.mul(logEpsilon)));
    Array before = Lax.sliceInDim(blank, 0, n, 1);
    Array emit = Jnp.logaddexp(before.add(f.emit()), a.emit().add(f.emit()));
    Array stay =
        enter(
            blank.add(f.blank()),
            a.emit().add(f.blank()).add(Jnp.subtract(1, repeat).mul(logEpsilon)));
    Array pad = f.padding().expandDims(1);
    return new Alpha(mix(pad, a.blank(), stay), mix(pad, a.emit(), emit));
  }

  // A blank after a label is reached from the label, too.
  private static Array enter(Array blank, Array emit) {
    int n = emit.shape(1);
    return Jnp.concatenate(
        List.of(
            Lax.sliceInDim(blank, 0, 1, 1),
            Jnp.logaddexp(Lax.sliceInDim(blank, 1, n + 1, 1), emit)),
        1);
  }

  private static Array mix(Array pad, Array old, Array now) {
    return pad.mul(old).add(Jnp.subtract(1, pad).mul(now));
  }

  private static void check(Array logits, Array logitPaddings, Array labels, Array labelPaddings) {
    boolean fits =
        logits.ndim() == 3
            && labels.ndim() == 2
            && labelPaddings.shape().equals(labels.shape())
            && logitPaddings.shape().equals(logits.shape().slice(0, 2))
            && labels.shape(0) == logits.shape(0);
    if (!fits) {
      throw new IllegalArgumentException(
          "ctcLoss: logits %s, their paddings %s, labels %s and their paddings %s do not fit together.\nThey are [batch, time, classes], [batch, time], [batch, labels] and [batch, labels]"
              .formatted(
                  logits.shape(), logitPaddings.shape(), labels.shape(), labelPaddings.shape()));
    }
  }
}
