package linum.optax;

import linum.core.Array;
import linum.ir.Dims;
import linum.numpy.Jnp;

/// The usual ways to put together what a function gives for parts of a batch.
///
/// In JAX: `optax.microbatching.AccumulationType`.
public enum AccumulationType implements Accumulator {
  /// The mean over all parts.
  MEAN {
    @Override
    public Array init(Array value, int parts) {
      return Jnp.zerosLike(floating(value));
    }

    @Override
    public Array update(Array carry, Array value, Array index) {
      return carry.add(value);
    }

    @Override
    public Array finish(Array carry, int parts) {
      return carry.div(parts);
    }

    @Override
    public Array aggregate(Array values) {
      return values.mean(0);
    }
  },

  /// The sum of all parts.
  SUM {
    @Override
    public Array init(Array value, int parts) {
      return Jnp.zerosLike(value);
    }

    @Override
    public Array update(Array carry, Array value, Array index) {
      return carry.add(value);
    }

    @Override
    public Array finish(Array carry, int parts) {
      return carry;
    }

    @Override
    public Array aggregate(Array values) {
      return values.sum(0);
    }
  },

  /// The mean over those parts that were run, where not all are.
  RUNNING_MEAN {
    @Override
    public Array init(Array value, int parts) {
      return Jnp.zerosLike(floating(value));
    }

    @Override
    public Array update(Array carry, Array value, Array index) {
      Array n = index.astype(carry.dtype());
      Array before = n.div(n.add(1));
      return carry.mul(before).add(value.mul(before.neg().add(1)));
    }

    @Override
    public Array finish(Array carry, int parts) {
      return carry;
    }

    @Override
    public Array aggregate(Array values) {
      return values.mean(0);
    }
  },

  /// All parts along axis 0, each example in the place that it has in the batch.
  CONCAT {
    @Override
    public Array init(Array value, int parts) {
      return Jnp.zeros(value.shape().insert(0, parts), value.dtype());
    }

    @Override
    public Array update(Array carry, Array value, Array index) {
      return carry.at(index).set(value);
    }

    @Override
    public Array finish(Array carry, int parts) {
      Dims rest = carry.shape().slice(2, carry.ndim());
      Array inOrder = Jnp.moveaxis(carry, 0, 1);
      return inOrder.reshape(rest.insert(0, carry.shape(0) * carry.shape(1)));
    }

    @Override
    public Array aggregate(Array values) {
      return values;
    }
  };

  private static Array floating(Array value) {
    if (!value.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "microbatch: there is no mean of %s.\nConvert it in the function, x.astype(FLOAT32), or take AccumulationType.SUM."
              .formatted(value.aval()));
    }
    return value;
  }
}
