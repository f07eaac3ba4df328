package linum.core;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Indexing;
import org.jspecify.annotations.Nullable;

/// Some elements of an array, to be read or replaced: `x.at(0).get()`, `x.at(0).set(1)`.
///
/// Arrays are immutable, so every update returns a new array. Indices outside the array are moved
/// to the nearest place inside when reading, and dropped when writing, unless [#mode] says
/// otherwise.
///
/// @param mode what happens to indices outside; null for the usual
/// @param indicesAreSorted a promise that lets a backend be faster
/// @param uniqueIndices a promise that no element is written twice
/// @param fillValue what [Indexing.Mode#FILL_OR_DROP] reads outside; null for NaN or the smallest
///   integer
public record Indexer(
    Array array,
    List<Index> index,
    Indexing.@Nullable Mode mode,
    boolean indicesAreSorted,
    boolean uniqueIndices,
    @Nullable Number fillValue) {

  public Indexer {
    index = List.copyOf(index);
  }

  Indexer(Array array, List<Index> index) {
    this(array, index, null, false, false, null);
  }

  /// Says what happens to indices outside the array: `clip`, `drop`, `fill` or `promise_in_bounds`.
  ///
  /// @throws IllegalArgumentException for another word
  public Indexer mode(String name) {
    return mode(
        switch (name) {
          case "clip" -> Indexing.Mode.CLIP;
          case "fill", "drop" -> Indexing.Mode.FILL_OR_DROP;
          case "promise_in_bounds" -> Indexing.Mode.PROMISE_IN_BOUNDS;
          default ->
              throw new IllegalArgumentException(
                  "at: there is no mode \"%s\"; there are clip, drop, fill and promise_in_bounds"
                      .formatted(name));
        });
  }

  public Indexer mode(Indexing.Mode newMode) {
    return new Indexer(array, index, newMode, indicesAreSorted, uniqueIndices, fillValue);
  }

  public Indexer indicesAreSorted(boolean sorted) {
    return new Indexer(array, index, mode, sorted, uniqueIndices, fillValue);
  }

  public Indexer uniqueIndices(boolean unique) {
    return new Indexer(array, index, mode, indicesAreSorted, unique, fillValue);
  }

  /// What reads outside give; it implies the mode `fill`.
  public Indexer fillValue(Number value) {
    return new Indexer(
        array, index, Indexing.Mode.FILL_OR_DROP, indicesAreSorted, uniqueIndices, value);
  }

  /// The elements. In JAX: `x[…]`.
  public Array get() {
    return IndexedRead.get(this);
  }

  /// The array with these elements replaced.
  ///
  /// @throws IllegalArgumentException if the values do not broadcast to the selected elements, or
  ///   are floating while the array holds integers
  public Array set(Array values) {
    return IndexedUpdate.update("set", this, Indexing.Update.SET, values);
  }

  public Array set(Number value) {
    return set(number(value));
  }

  public Array set(boolean value) {
    return set(Ops.scalar(value ? 1 : 0, DType.BOOL));
  }

  /// The array with values added to these elements; where an element is selected twice, both count.
  public Array add(Array values) {
    return IndexedUpdate.update("add", this, Indexing.Update.ADD, values);
  }

  public Array add(Number value) {
    return add(number(value));
  }

  public Array subtract(Array values) {
    return IndexedUpdate.update("subtract", this, Indexing.Update.SUB, values);
  }

  public Array subtract(Number value) {
    return subtract(number(value));
  }

  public Array multiply(Array values) {
    return IndexedUpdate.update("multiply", this, Indexing.Update.MUL, values);
  }

  public Array multiply(Number value) {
    return multiply(number(value));
  }

  public Array divide(Array values) {
    return array.div(withArray(Ops.ones(array.aval())).multiply(values));
  }

  public Array divide(Number value) {
    return divide(number(value));
  }

  public Array power(Array values) {
    return array.pow(withArray(Ops.ones(array.aval())).multiply(values));
  }

  public Array power(Number value) {
    return power(number(value));
  }

  public Array min(Array values) {
    return IndexedUpdate.update("min", this, Indexing.Update.MIN, values);
  }

  public Array min(Number value) {
    return min(number(value));
  }

  public Array max(Array values) {
    return IndexedUpdate.update("max", this, Indexing.Update.MAX, values);
  }

  public Array max(Number value) {
    return max(number(value));
  }

  /// The array with a function applied to these elements. In JAX an element that is selected twice
  /// is transformed twice; here it is transformed once.
  public Array apply(UnaryOperator<Array> f) {
    return set(f.apply(get()));
  }

  private Array number(Number value) {
    return Types.scalar(value, Types.of(value));
  }

  private Indexer withArray(Array other) {
    return new Indexer(other, index, mode, indicesAreSorted, uniqueIndices, fillValue);
  }

  /// The primitive that joins one value into one element.
  static Array join(Indexing.Update update, Array x, Array value) {
    return switch (update) {
      case SET -> value;
      case ADD -> Trace.bind(Binary.ADD, x, value);
      case SUB -> Trace.bind(Binary.SUB, x, value);
      case MUL -> Trace.bind(Binary.MUL, x, value);
      case MIN -> Trace.bind(Binary.MIN, x, value);
      case MAX -> Trace.bind(Binary.MAX, x, value);
    };
  }
}
