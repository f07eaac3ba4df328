package linum.linen;

import java.util.Map;
import linum.Pair;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Dims;
import linum.layers.Sequences;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A recurrent network: a cell, step by step over sequences.
///
/// ```java
/// var rnn = new RNN<>(new LSTMCell(64));
/// var variables = rnn.init(key(0), x);         // x is [batch, time, features]
/// Array y = rnn.apply(variables, x, lengths);  // [batch, time, 64]
/// ```
///
/// Part: `cell`. Sequences of a batch may have different lengths; what is remembered after each,
/// see [#applyWithCarry], is what the cell remembers after its last step that counts.
///
/// @param cell what is run in every step
/// @param timeMajor whether time is the first axis, before the batch
/// @param reverse whether sequences are read backward
/// @param keepOrder whether outputs of sequences read backward are in the order of the inputs
/// @param unroll how many steps a backend should do in one iteration of its loop
/// @param variableAxes collections of which each step has a slice, and the axis of the steps
/// @param variableBroadcast collections that all steps share
/// @param variableCarry collections that one step hands to the next
/// @param splitRngs streams of random keys that are passed in, and whether each step has its own
///   key
public record RNN<C>(
    RNNCellBase<C> cell,
    boolean timeMajor,
    boolean reverse,
    boolean keepOrder,
    int unroll,
    Map<CollectionFilter, Integer> variableAxes,
    CollectionFilter variableBroadcast,
    CollectionFilter variableCarry,
    Map<CollectionFilter, Boolean> splitRngs)
    implements RNNBase<C> {

  public RNN(RNNCellBase<C> cell) {
    this(
        cell,
        false,
        false,
        false,
        1,
        Map.of(),
        CollectionFilter.of("params"),
        CollectionFilter.NONE,
        Map.of(CollectionFilter.of("params"), false));
  }

  public RNN<C> timeMajor(boolean timeMajor) {
    return with("timeMajor", timeMajor);
  }

  public RNN<C> reverse(boolean reverse) {
    return with("reverse", reverse);
  }

  public RNN<C> keepOrder(boolean keepOrder) {
    return with("keepOrder", keepOrder);
  }

  public RNN<C> unroll(int unroll) {
    return with("unroll", unroll);
  }

  public RNN<C> variableBroadcast(CollectionFilter variableBroadcast) {
    return with("variableBroadcast", variableBroadcast);
  }

  public RNN<C> variableCarry(CollectionFilter variableCarry) {
    return with("variableCarry", variableCarry);
  }

  /// With a collection of which each step has a slice along an axis.
  public RNN<C> variableAxes(String collection, int axis) {
    return with("variableAxes", Lifting.with(variableAxes, CollectionFilter.of(collection), axis));
  }

  /// With a stream of random keys passed in, one key a step or the same for all: dropout in a cell
  /// needs `splitRngs("dropout", true)`.
  public RNN<C> splitRngs(String stream, boolean split) {
    return with("splitRngs", Lifting.with(splitRngs, CollectionFilter.of(stream), split));
  }

  private RNN<C> with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(SequenceInputs<C> in) {
    return run(in, false).ys();
  }

  @Override
  public Scan<C, Array> callWithCarry(SequenceInputs<C> in) {
    return run(in, true);
  }

  /// @param carried whether what is remembered must be right for sequences of different lengths
  private Scan<C, Array> run(SequenceInputs<C> in, boolean carried) {
    boolean timeFirst = in.timeMajor() == null ? timeMajor : in.timeMajor();
    boolean backward = in.reverse() == null ? reverse : in.reverse();
    boolean ordered = in.keepOrder() == null ? keepOrder : in.keepOrder();
    Array x = in.inputs();
    int batch = x.ndim() - cell.numFeatureAxes() - 1;
    if (batch < 0) {
      throw new IllegalArgumentException(
          "RNN: sequences for this cell have %d axes of features and one of time, got %s"
              .formatted(cell.numFeatureAxes(), x.aval()));
    }
    int time = timeFirst ? 0 : batch;
    Array lengths = in.seqLengths();
    Array read = backward ? Sequences.flipSequences(x, lengths, batch, timeFirst) : x;
    C start = in.initialCarry() == null ? start(in, x.shape().without(time)) : in.initialCarry();
    Scan<C, Array> out =
        carried && lengths != null
            ? scanKeepingCarries(start, read, time, lengths)
            : Linen.scan(cell, lift(time)).apply(start, read);
    return backward && ordered
        ? new Scan<>(out.carry(), Sequences.flipSequences(out.ys(), lengths, batch, timeFirst))
        : out;
  }

  private C start(SequenceInputs<C> in, Dims shape) {
    PrngKey key = in.initKey() == null ? PrngKey.key(0) : in.initKey();
    return cell.initializeCarry(key, shape);
  }

  private Scan<C, Array> scanKeepingCarries(C start, Array x, int time, Array lengths) {
    Layer2<C, Array, Scan<C, Pair<C, Array>>> step =
        (carry, input) -> {
          Scan<C, Array> next = cell.apply(carry, input);
          return new Scan<>(next.carry(), new Pair<>(next.carry(), next.ys()));
        };
    ScanLift lift = lift(time).outAxes(new Pair<>(0, time));
    Pair<C, Array> all = Linen.scan(step, lift).apply(start, x).ys();
    return new Scan<>(Sequences.lastCarry(all.first(), lengths), all.second());
  }

  private ScanLift lift(int time) {
    ScanLift lift =
        ScanLift.DEFAULT
            .variableBroadcast(variableBroadcast)
            .variableCarry(variableCarry)
            .inAxes(time)
            .outAxes(time)
            .unroll(unroll);
    for (Map.Entry<CollectionFilter, Integer> e : variableAxes.entrySet()) {
      lift = lift.variableAxes(e.getKey(), e.getValue());
    }
    for (Map.Entry<CollectionFilter, Boolean> e : splitRngs.entrySet()) {
      lift = lift.splitRngs(e.getKey(), e.getValue());
    }
    return lift;
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
