package linum.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between the brackets of NumPy's `x[…]`, one entry an axis.
///
/// `Index = Position | Range | Ellipsis | NewAxis | Indices | Flag`
public sealed interface Index {

  /// One place along an axis, which disappears; negative places count from the end.
  record Position(int i) implements Index {}

  /// `start:stop:step`; null is what NumPy takes when the number is left out.
  record Range(@Nullable Integer start, @Nullable Integer stop, @Nullable Integer step)
      implements Index {
    public Range {
      if (step != null && step == 0) {
        throw new IllegalArgumentException("slice: the step must not be 0");
      }
    }
  }

  /// `...`: as many whole axes as are missing.
  record Ellipsis() implements Index {}

  /// `None`: a new axis of size 1.
  record NewAxis() implements Index {}

  /// An array of places (integers), or a mask (booleans).
  record Indices(Array array) implements Index {}

  /// `True` or `False`: a new axis of size 1 or 0.
  record Flag(boolean value) implements Index {}

  /// A whole axis, as `:`.
  Index ALL = new Range(null, null, null);

  /// `...`
  Index ELLIPSIS = new Ellipsis();

  /// `None`, `np.newaxis`
  Index NEW_AXIS = new NewAxis();

  /// `:stop`
  static Index slice(@Nullable Integer stop) {
    return new Range(null, stop, null);
  }

  /// `start:stop`
  static Index slice(@Nullable Integer start, @Nullable Integer stop) {
    return new Range(start, stop, null);
  }

  /// `start:stop:step`
  static Index slice(@Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {
    return new Range(start, stop, step);
  }

  /// The entries for what a user wrote: an [Integer] or [Long], a [String] as in `"0, :, 1:3"`, an
  /// [Array], an `int[]`, a `boolean[]`, a [Boolean], an [Index]; null is a new axis.
  ///
  /// @throws IllegalArgumentException for anything else, above all for floating numbers
  static List<Index> of(@Nullable Object... entries) {
    List<Index> out = new ArrayList<>();
    for (Object e : entries) {
      switch (e) {
        case null -> out.add(NEW_AXIS);
        case Index i -> out.add(i);
        case Integer i -> out.add(new Position(i));
        case Long l -> out.add(new Position(Math.toIntExact(l)));
        case Short s -> out.add(new Position(s));
        case Byte b -> out.add(new Position(b));
        case Boolean b -> out.add(new Flag(b));
        case String s -> out.addAll(IndexParser.parse(s));
        case Array a -> out.add(new Indices(requireIndex(a)));
        case int[] i -> out.add(new Indices(HostWrite.of(i)));
        case boolean[] b -> out.add(new Indices(HostWrite.of(b)));
        default ->
            throw new IllegalArgumentException(
                "at: an index is an integer, a slice, or an array of integers or booleans, got %s (%s)\nGive an int, as in x.at((int) i), or a string, as in x.at(\"1:3\")"
                    .formatted(e, e.getClass().getSimpleName()));
      }
    }
    return out;
  }

  private static Array requireIndex(Array a) {
    if (!a.dtype().isInteger() && a.dtype() != linum.ir.DType.BOOL) {
      throw new IllegalArgumentException(
          "at: an index must have an integer or boolean type, got %s\nConvert it, as in x.at(i.astype(DType.INT32))"
              .formatted(a.aval()));
    }
    return a;
  }
}
