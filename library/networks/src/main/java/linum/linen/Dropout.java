package linum.linen;

import linum.core.Array;
import linum.ir.Dims;
import linum.layers.Dropouts;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// Sets a random part of its input to zero and scales the rest, so that the mean stays (Srivastava
/// et al., 2014).
///
/// Whether it does so is said once, either here or in the call: `new Dropout(0.5).apply(x,
/// !train)`.
///
/// @param rate the part that is set to zero
/// @param broadcastDims axes along which all elements share one fate
/// @param deterministic whether to return the input as it is; null if the call says so
/// @param rngCollection the stream of random keys to draw from
public record Dropout(
    double rate, Dims broadcastDims, @Nullable Boolean deterministic, String rngCollection)
    implements Layer1To2<Boolean> {

  public Dropout(double rate) {
    this(rate, Dims.of(), null, "dropout");
  }

  /// With another broadcastDims: axes along which all elements share one fate.
  public Dropout broadcastDims(int... broadcastDims) {
    return new Dropout(rate, Dims.of(broadcastDims), deterministic, rngCollection);
  }

  /// With another deterministic: whether to return the input as it is; null if the call says so.
  public Dropout deterministic(@Nullable Boolean deterministic) {
    return new Dropout(rate, broadcastDims, deterministic, rngCollection);
  }

  /// With another rngCollection: the stream of random keys to draw from.
  public Dropout rngCollection(String rngCollection) {
    return new Dropout(rate, broadcastDims, deterministic, rngCollection);
  }

  @Override
  public Array call(Array x) {
    return dropped(x, Linen.mergeParam("deterministic", deterministic, null), null);
  }

  /// @throws IllegalArgumentException if `deterministic` was said before
  @Override
  public Array call(Array x, Boolean deterministic) {
    return call(x, deterministic, null);
  }

  /// With a key of its own.
  ///
  /// @param key what to draw from, in place of the stream
  public Array call(Array x, @Nullable Boolean deterministic, @Nullable PrngKey key) {
    return dropped(x, Linen.mergeParam("deterministic", this.deterministic, deterministic), key);
  }

  private Array dropped(Array x, boolean kept, @Nullable PrngKey key) {
    if (rate == 0 || kept) {
      return x;
    }
    if (rate == 1) {
      return Jnp.zerosLike(x); // without drawing a key
    }
    PrngKey drawn = key == null ? makeRng(rngCollection) : key;
    return Dropouts.dropout(x, drawn.data(), rate, broadcastDims);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
