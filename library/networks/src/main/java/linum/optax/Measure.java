package linum.optax;

import java.util.function.Function;

/// Something to watch during training, made of the updates.
public interface Measure {

  /// The state before the first step.
  ///
  /// @param like a tree like the updates
  Object init(Object like);

  /// What was measured and the state for the next step.
  Update<Object> measure(Object updates, Object state);

  /// A function of the updates.
  static <P> Measure of(Function<P, ?> f) {
    return new OfFunction<>(f);
  }

  /// A moving average of a function of the updates.
  ///
  /// In JAX: `optax.measure_with_ema`.
  static <P> Measure withEma(Function<P, ?> f, double decay) {
    return withEma(f, Optax.ema(decay));
  }

  /// A moving average of a function of the updates, with options: `withEma(f,
  /// ema(0.9).debias(false))`.
  static <P> Measure withEma(Function<P, ?> f, Ema ema) {
    return new Averaged<>(f, ema);
  }

  /// See [Measure#of].
  record OfFunction<P>(Function<P, ?> f) implements Measure {
    @Override
    public Object init(Object like) {
      return EmptyState.EMPTY;
    }

    @Override
    @SuppressWarnings("unchecked") // a function of these updates
    public Update<Object> measure(Object updates, Object state) {
      return new Update<>(f.apply((P) updates), state);
    }
  }

  /// See [Measure#withEma].
  record Averaged<P>(Function<P, ?> f, Ema ema) implements Measure {
    @Override
    @SuppressWarnings("unchecked") // a function of these updates
    public Object init(Object like) {
      return ema.init(f.apply((P) like));
    }

    @Override
    @SuppressWarnings("unchecked") // a function of these updates
    public Update<Object> measure(Object updates, Object state) {
      return ema.update(f.apply((P) updates), state);
    }
  }
}
