package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// An operand or a result of a batching rule: an array whose first axis runs over the examples, or
/// one that is the same for all of them.
///
/// @param mapped whether `array` has the axis of the examples in front
record Batched(Array array, boolean mapped) {

  static Batched mapped(Array array) {
    return new Batched(array, true);
  }

  static Batched shared(Array array) {
    return new Batched(array, false);
  }

  /// Whether there is an operand, and it has the axis of the examples.
  static boolean isMapped(@Nullable Batched b) {
    return b != null && b.mapped();
  }

  static boolean any(List<Batched> in) {
    return in.stream().anyMatch(Batched::mapped);
  }

  static Mask mask(List<Batched> in) {
    return Mask.of(in.size(), i -> in.get(i).mapped());
  }

  static List<Array> arrays(List<Batched> in) {
    return in.stream().map(Batched::array).toList();
  }

  static List<Batched> zip(List<? extends Array> arrays, Mask mask) {
    List<Batched> out = new ArrayList<>(arrays.size());
    for (int i = 0; i < arrays.size(); i++) {
      out.add(new Batched(arrays.get(i), mask.get(i)));
    }
    return List.copyOf(out);
  }

  /// The type of one example.
  Aval example() {
    Aval a = array.aval();
    return mapped ? a.withShape(a.shape().without(0)) : a;
  }

  /// How many axes one example has.
  int rank() {
    return array.ndim() - (mapped ? 1 : 0);
  }
}
