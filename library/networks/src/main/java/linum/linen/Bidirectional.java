package linum.linen;

import java.util.List;
import java.util.function.BinaryOperator;
import linum.Pair;
import linum.core.Array;
import linum.core.Scan;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Two recurrent networks over the same sequences, one forward and one backward, their outputs
/// merged.
///
/// Parts: `forward_rnn` and `backward_rnn`.
///
/// @param forwardRnn reads forward
/// @param backwardRnn reads backward
/// @param mergeFn of the outputs of both; side by side if nothing is said
/// @param timeMajor whether time is the first axis, before the batch
public record Bidirectional<F, B>(
    @PartName("forward_rnn") RNNBase<F> forwardRnn,
    @PartName("backward_rnn") RNNBase<B> backwardRnn,
    BinaryOperator<Array> mergeFn,
    boolean timeMajor)
    implements RNNBase<Pair<F, B>> {

  public Bidirectional(RNNBase<F> forwardRnn, RNNBase<B> backwardRnn) {
    this(forwardRnn, backwardRnn, (x, y) -> Jnp.concatenate(List.of(x, y), -1), false);
  }

  public Bidirectional<F, B> mergeFn(BinaryOperator<Array> mergeFn) {
    return with("mergeFn", mergeFn);
  }

  public Bidirectional<F, B> timeMajor(boolean timeMajor) {
    return with("timeMajor", timeMajor);
  }

  private Bidirectional<F, B> with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(SequenceInputs<Pair<F, B>> in) {
    return mergeFn.apply(forwardRnn.apply(forward(in)), backwardRnn.apply(backward(in)));
  }

  @Override
  public Scan<Pair<F, B>, Array> callWithCarry(SequenceInputs<Pair<F, B>> in) {
    Scan<F, Array> first = forwardRnn.applyWithCarry(forward(in));
    Scan<B, Array> second = backwardRnn.applyWithCarry(backward(in));
    return new Scan<>(
        new Pair<>(first.carry(), second.carry()), mergeFn.apply(first.ys(), second.ys()));
  }

  private SequenceInputs<F> forward(SequenceInputs<Pair<F, B>> in) {
    F carry = in.initialCarry() == null ? null : in.initialCarry().first();
    return new SequenceInputs<>(
        in.inputs(), carry, key(in, 0), in.seqLengths(), timeFirst(in), false, null);
  }

  private SequenceInputs<B> backward(SequenceInputs<Pair<F, B>> in) {
    B carry = in.initialCarry() == null ? null : in.initialCarry().second();
    return new SequenceInputs<>(
        in.inputs(), carry, key(in, 1), in.seqLengths(), timeFirst(in), true, true);
  }

  private boolean timeFirst(SequenceInputs<Pair<F, B>> in) {
    return in.timeMajor() == null ? timeMajor : in.timeMajor();
  }

  private static @Nullable PrngKey key(SequenceInputs<?> in, int which) {
    return in.initKey() == null ? null : in.initKey().split().get(which);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
