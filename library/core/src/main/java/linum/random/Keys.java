package linum.random;

import static linum.core.Trace.bind;

import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.Config;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;

/// Keys: made, checked, split.
final class Keys {
  private Keys() {}

  static Array seed(long seed) {
    return seed(ConcreteArray.of(Aval.of(Defaults.integer()), seed));
  }

  static Array seed(Array seed) {
    Array made = bind(new RandomPrimitive.Seed(), seed);
    KeyReuse.release(made);
    return made;
  }

  /// The key to draw from for `operation`, which uses it up. Words (`uint32[2]`) are wrapped.
  ///
  /// @throws IllegalArgumentException if it is no key, or more than one
  static Array consume(String operation, Array key) {
    Array typed = single(operation, key);
    KeyReuse.consume(operation, typed);
    return typed;
  }

  /// One key, of type key.
  static Array single(String operation, Array key) {
    Array typed = typed(operation, key);
    if (typed.ndim() != 0) {
      throw new IllegalArgumentException(
          "%s takes a single key, but got %s\nMap it over the keys: vmap(k -> Random.%s(k, …)).apply(keys)"
              .formatted(operation, typed.aval(), operation));
    }
    return typed;
  }

  /// The array as keys: itself, or the keys that its words stand for.
  static Array typed(String operation, Array key) {
    if (key.dtype() == DType.KEY) {
      return key;
    }
    if (isWords(key)) {
      return bind(new RandomPrimitive.Wrap(), key);
    }
    throw new IllegalArgumentException(
        "%s takes a random key first, but got %s\nMake one from a seed: Random.key(0)"
            .formatted(operation, key.aval()));
  }

  private static boolean isWords(Array key) {
    return key.dtype() == DType.UINT32 && key.ndim() > 0 && key.shape(-1) == 2;
  }

  /// Keys in the form of `like`: words if that is words.
  static Array inFormOf(Array like, Array keys) {
    return like.dtype() == DType.KEY ? keys : words(keys);
  }

  static Array words(Array keys) {
    return bind(new RandomPrimitive.Unwrap(), keys);
  }

  static Array foldIn(Array key, Array data) {
    return bind(new RandomPrimitive.FoldIn(), key, Ops.convert(data, DType.UINT32));
  }

  static Array split(Array key, Dims shape) {
    Array keys = bind(new RandomPrimitive.Split(shape, Config.THREEFRY_MODE.get()), key);
    KeyReuse.release(keys);
    return keys;
  }

  /// Split into `n`, one by one: what samplers that need several keys start with.
  static Array[] split(Array key, int n) {
    Array keys = bind(new RandomPrimitive.Split(Dims.of(n), Config.THREEFRY_MODE.get()), key);
    Array[] out = new Array[n];
    for (int i = 0; i < n; i++) {
      out[i] = at(keys, i);
    }
    return out;
  }

  /// Key `i` along the leading axis.
  static Array at(Array keys, int i) {
    Array slice = Ops.sliceInDim(keys, 0, i, i + 1);
    return Ops.squeeze(slice, Dims.of(0));
  }

  static Array bits(Array key, int width, Dims shape) {
    return bind(new RandomPrimitive.Bits(width, shape, Config.THREEFRY_MODE.get()), key);
  }
}
