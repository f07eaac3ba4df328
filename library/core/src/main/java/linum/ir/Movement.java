package linum.ir;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Operations that move elements and compute nothing. They are linear, and mean the same for
/// tangents as for values, whatever the element type.
///
/// `Movement = BroadcastInDim | Reshape | Transpose | Squeeze | Rev | Slice | Pad | Concatenate |
/// Split | Tile | Stack | Unstack`
public sealed interface Movement extends Primitive {

  /// Operand axis `i` becomes output axis `broadcastDimensions[i]`; operand axes of size 1 stretch,
  /// and the other output axes are new.
  record BroadcastInDim(Dims shape, Dims broadcastDimensions) implements Movement {
    @Override
    public String label() {
      return "broadcast_in_dim";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      Typing.checkShape(this, shape);
      boolean fits = x.rank() == broadcastDimensions.rank();
      for (int i = 0; fits && i < x.rank(); i++) {
        int to = broadcastDimensions.get(i);
        fits =
            to >= 0
                && to < shape.rank()
                && (i == 0 || to > broadcastDimensions.get(i - 1))
                && (x.shape().get(i) == 1 || x.shape().get(i) == shape.get(to));
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "broadcast_in_dim: %s does not broadcast to shape %s along dimensions %s"
                .formatted(x, shape, broadcastDimensions));
      }
      return List.of(x.withShape(shape));
    }

    @Override
    public List<Param> params() {
      return Param.of(
          "broadcast_dimensions", broadcastDimensions, "shape", shape, "sharding", null);
    }
  }

  /// The same elements in row-major order under another shape.
  record Reshape(Dims newSizes) implements Movement {
    @Override
    public String label() {
      return "reshape";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (x.size() != newSizes.size() || newSizes.stream().anyMatch(d -> d < 0)) {
        throw new IllegalArgumentException(
            "reshape: %s has %d elements, but shape %s has %d"
                .formatted(x, x.size(), newSizes, newSizes.size()));
      }
      return List.of(x.withShape(newSizes));
    }

    @Override
    public List<Param> params() {
      return Param.of("dimensions", null, "new_sizes", newSizes, "sharding", null);
    }
  }

  /// Output axis `i` is operand axis `permutation[i]`.
  record Transpose(Dims permutation) implements Movement {
    @Override
    public String label() {
      return "transpose";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (!permutation.isPermutationOf(x.rank())) {
        throw new IllegalArgumentException(
            "transpose: %s is not a permutation of the axes of %s".formatted(permutation, x));
      }
      return List.of(x.withShape(x.shape().at(permutation)));
    }

    @Override
    public List<Param> params() {
      return Param.of("permutation", permutation);
    }
  }

  /// Without the given axes, which have size 1.
  record Squeeze(Dims dimensions) implements Movement {
    @Override
    public String label() {
      return "squeeze";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      Typing.axes(this, dimensions, x);
      dimensions.stream()
          .filter(d -> x.shape().get(d) != 1)
          .findFirst()
          .ifPresent(d -> {
            throw new IllegalArgumentException(
                "squeeze: axis %d of %s has size %d, not 1".formatted(d, x, x.shape().get(d)));
          });
      return List.of(x.withShape(x.shape().without(dimensions)));
    }

    @Override
    public List<Param> params() {
      return Param.of("dimensions", dimensions);
    }
  }

  /// Reversed along the given axes.
  record Rev(Dims dimensions) implements Movement {
    @Override
    public String label() {
      return "rev";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      Typing.axes(this, dimensions, x);
      return List.of(x);
    }

    @Override
    public List<Param> params() {
      return Param.of("dimensions", dimensions);
    }
  }

  /// The elements from `startIndices` up to `limitIndices`, every `strides`-th; one entry an axis.
  record Slice(Dims startIndices, Dims limitIndices, Dims strides) implements Movement {
    @Override
    public String label() {
      return "slice";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      int n = x.rank();
      boolean fits = startIndices.rank() == n && limitIndices.rank() == n && strides.rank() == n;
      for (int i = 0; fits && i < n; i++) {
        fits =
            0 <= startIndices.get(i)
                && startIndices.get(i) <= limitIndices.get(i)
                && limitIndices.get(i) <= x.shape().get(i)
                && strides.get(i) > 0;
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "slice: start %s, limit %s, strides %s do not fit %s"
                .formatted(startIndices, limitIndices, strides, x));
      }
      return List.of(
          x.withShape(
              Dims.of(
                  IntStream.range(0, n)
                      .map(i ->
                          Math.ceilDiv(
                              limitIndices.get(i) - startIndices.get(i), strides.get(i))))));
    }

    @Override
    public List<Param> params() {
      boolean dense = strides.stream().allMatch(s -> s == 1);
      return Param.of(
          "limit_indices",
          limitIndices,
          "start_indices",
          startIndices,
          "strides",
          dense ? null : strides);
    }
  }

  /// Padded with the second operand, a scalar: `low` before, `high` after, `interior` between
  /// neighbours, one entry an axis. Negative `low` and `high` cut off.
  record Pad(Dims low, Dims high, Dims interior) implements Movement {
    @Override
    public String label() {
      return "pad";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      Aval x = in.getFirst();
      boolean fits =
          in.get(1).isScalar()
              && low.rank() == x.rank()
              && high.rank() == x.rank()
              && interior.rank() == x.rank()
              && interior.stream().allMatch(i -> i >= 0);
      Dims shape = fits ? outShape(x.shape()) : Dims.NONE;
      if (!fits || shape.stream().anyMatch(d -> d < 0)) {
        throw new IllegalArgumentException(
            "pad: low %s, high %s, interior %s with a padding value of type %s do not fit %s"
                .formatted(low, high, interior, in.get(1), x));
      }
      return List.of(x.withShape(shape).withWeak(x.weak() && in.get(1).weak()));
    }

    private Dims outShape(Dims x) {
      return Dims.of(
          IntStream.range(0, x.rank())
              .map(i ->
                  low.get(i)
                      + high.get(i)
                      + x.get(i)
                      + Math.max(0, x.get(i) - 1) * interior.get(i)));
    }

    @Override
    public List<Param> params() {
      return Param.of(
          "padding_config",
          IntStream.range(0, low.rank())
              .mapToObj(i -> Dims.of(low.get(i), high.get(i), interior.get(i)))
              .toList());
    }
  }

  /// The operands one after the other along an axis.
  record Concatenate(int dimension) implements Movement {
    @Override
    public String label() {
      return "concatenate";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      if (in.isEmpty()) {
        throw new IllegalArgumentException("concatenate takes at least one operand");
      }
      Typing.sameDtype(this, in);
      Aval first = in.getFirst();
      Typing.axis(this, dimension, first);
      int total = 0;
      for (Aval a : in) {
        if (a.rank() != first.rank()
            || !a.shape().without(dimension).equals(first.shape().without(dimension))) {
          throw new IllegalArgumentException(
              "concatenate: %s and %s differ in an axis other than %d"
                  .formatted(first, a, dimension));
        }
        total += a.shape().get(dimension);
      }
      return List.of(
          first
              .withShape(first.shape().with(dimension, total))
              .withWeak(in.stream().allMatch(Aval::weak)));
    }

    @Override
    public List<Param> params() {
      return Param.of("dimension", dimension);
    }
  }

  /// Cut along an axis into parts of the given sizes; one output a part.
  record Split(Dims sizes, int axis) implements Movement {
    @Override
    public String label() {
      return "split";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      Typing.axis(this, axis, x);
      if (sizes.stream().sum() != x.shape().get(axis) || sizes.stream().anyMatch(s -> s < 0)) {
        throw new IllegalArgumentException(
            "split: the sizes %s do not sum to the size of axis %d of %s"
                .formatted(sizes, axis, x));
      }
      return sizes.stream().mapToObj(s -> x.withShape(x.shape().with(axis, s))).toList();
    }

    @Override
    public List<Param> params() {
      return Param.of("axis", axis, "sizes", sizes);
    }
  }

  /// The operands, all of one type, along a new axis.
  record Stack(int axis) implements Movement {
    @Override
    public String label() {
      return "stack";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      if (in.isEmpty()) {
        throw new IllegalArgumentException("stack takes at least one operand");
      }
      Aval first = in.getFirst();
      for (Aval a : in) {
        if (!a.matches(first)) {
          throw new IllegalArgumentException(
              "stack: the operands must have one type, got %s and %s".formatted(first, a));
        }
      }
      Aval out = first.withShape(first.shape().insert(0, in.size()));
      Typing.axis(this, axis, out);
      return List.of(
          first
              .withShape(first.shape().insert(axis, in.size()))
              .withWeak(in.stream().allMatch(Aval::weak)));
    }

    @Override
    public List<Param> params() {
      return Param.of("axis", axis);
    }
  }

  /// The slices along an axis, without it; one output a slice.
  record Unstack(int axis) implements Movement {
    @Override
    public String label() {
      return "unstack";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      Typing.axis(this, axis, x);
      return Collections.nCopies(x.shape().get(axis), x.withShape(x.shape().without(axis)));
    }

    @Override
    public List<Param> params() {
      return Param.of("axis", axis);
    }
  }

  /// The operand repeated `reps[i]` times along axis `i`.
  record Tile(Dims reps) implements Movement {
    @Override
    public String label() {
      return "tile";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (reps.rank() != x.rank() || reps.stream().anyMatch(r -> r < 0)) {
        throw new IllegalArgumentException("tile: repetitions %s do not fit %s".formatted(reps, x));
      }
      return List.of(
          x.withShape(
              Dims.of(IntStream.range(0, x.rank()).map(i -> x.shape().get(i) * reps.get(i)))));
    }

    @Override
    public List<Param> params() {
      return Param.of("reps", reps);
    }
  }
}
