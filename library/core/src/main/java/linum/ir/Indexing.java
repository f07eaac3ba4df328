package linum.ir;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reading and writing at places that the program computes.
///
/// `Indexing = DynamicSlice | DynamicUpdateSlice | Gather | Scatter`
public sealed interface Indexing extends Primitive {

  /// The block of the given sizes that starts at the index operands (integer scalars, one an axis).
  /// A start is moved so that the block lies inside.
  record DynamicSlice(Dims sliceSizes) implements Indexing {
    @Override
    public String label() {
      return "dynamic_slice";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = IndexTyping.dynamicStarts(this, in, 1);
      IndexTyping.block(this, x, sliceSizes);
      return List.of(x.withShape(sliceSizes));
    }

    @Override
    public List<Param> params() {
      return Param.of("slice_sizes", sliceSizes);
    }
  }

  /// The operand with a block replaced by the second operand; starts as in [DynamicSlice].
  record DynamicUpdateSlice() implements Indexing {
    @Override
    public String label() {
      return "dynamic_update_slice";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = IndexTyping.dynamicStarts(this, in, 2);
      Typing.sameDtype(this, in.subList(0, 2));
      IndexTyping.block(this, x, in.get(1).shape());
      return List.of(x.withWeak(x.weak() && in.get(1).weak()));
    }
  }

  /// What happens to an index outside the array.
  enum Mode {
    /// Moved to the nearest place inside.
    CLIP,
    /// Reads give the fill value, writes are dropped.
    FILL_OR_DROP,
    /// The program promises that there is none; here reads are as with [#CLIP], and writes dropped.
    PROMISE_IN_BOUNDS;

    @Override
    public String toString() {
      return "GatherScatterMode." + name();
    }
  }

  /// Blocks of `sliceSizes` read at every index vector. The last axis of the indices operand holds
  /// the vector.
  ///
  /// @param fillValue what [Mode#FILL_OR_DROP] reads outside; null is NaN for floating types, the
  ///   smallest value for signed and the largest for unsigned integers, true for booleans
  record Gather(
      GatherDimensionNumbers dimensionNumbers,
      Dims sliceSizes,
      boolean uniqueIndices,
      boolean indicesAreSorted,
      Mode mode,
      @Nullable Number fillValue)
      implements Indexing {
    @Override
    public String label() {
      return "gather";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      return List.of(IndexTyping.gather(this, in.get(0), in.get(1)));
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("dimension_numbers", dimensionNumbers),
          new Param("fill_value", fillValue),
          new Param("indices_are_sorted", indicesAreSorted),
          new Param("mode", mode),
          new Param("slice_sizes", sliceSizes),
          new Param("unique_indices", uniqueIndices));
    }
  }

  /// How a scatter joins an update with what is there.
  enum Update {
    SET(""),
    ADD("-add"),
    SUB("-sub"),
    MUL("-mul"),
    MIN("-min"),
    MAX("-max");

    private final String suffix;

    Update(String suffix) {
      this.suffix = suffix;
    }
  }

  /// Blocks of the updates (third operand) joined into the first operand at every index vector
  /// (second operand). Where several [Update#SET]s meet, the last in row-major order stays.
  record Scatter(
      Update update,
      ScatterDimensionNumbers dimensionNumbers,
      boolean indicesAreSorted,
      boolean uniqueIndices,
      Mode mode)
      implements Indexing {
    @Override
    public String label() {
      return "scatter" + update.suffix.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 3);
      return List.of(IndexTyping.scatter(this, in.get(0), in.get(1), in.get(2)));
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("dimension_numbers", dimensionNumbers),
          new Param("indices_are_sorted", indicesAreSorted),
          new Param("mode", mode),
          new Param("unique_indices", uniqueIndices));
    }
  }
}
