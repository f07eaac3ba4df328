package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One boolean for each of several values: which are unknown, linear, not zero.
final class Mask {
  private final boolean[] bits;

  private Mask(boolean[] bits) {
    this.bits = bits;
  }

  static Mask of(boolean... bits) {
    return new Mask(bits.clone());
  }

  static Mask of(int size, IntPredicate bit) {
    boolean[] bits = new boolean[size];
    for (int i = 0; i < size; i++) {
      bits[i] = bit.test(i);
    }
    return new Mask(bits);
  }

  static Mask none(int size) {
    return new Mask(new boolean[size]);
  }

  static Mask all(int size) {
    return of(size, _ -> true);
  }

  /// Which entries are not null.
  static Mask present(List<? extends @Nullable Object> values) {
    return of(values.size(), i -> values.get(i) != null);
  }

  boolean get(int i) {
    return bits[i];
  }

  int size() {
    return bits.length;
  }

  int count() {
    int n = 0;
    for (boolean b : bits) {
      n += b ? 1 : 0;
    }
    return n;
  }

  boolean isEmpty() {
    return count() == 0;
  }

  Mask or(Mask other) {
    return of(size(), i -> bits[i] || other.bits[i]);
  }

  Mask not() {
    return of(size(), i -> !bits[i]);
  }

  Mask slice(int from, int to) {
    return new Mask(Arrays.copyOfRange(bits, from, to));
  }

  Mask concat(Mask other) {
    return of(size() + other.size(), i -> i < size() ? bits[i] : other.bits[i - size()]);
  }

  /// The bits at the places that are set in `which`.
  Mask at(Mask which) {
    int[] places = IntStream.range(0, size()).filter(which::get).toArray();
    return of(places.length, i -> bits[places[i]]);
  }

  /// The values whose bit is set.
  <T extends @Nullable Object> List<T> select(List<T> values) {
    List<T> out = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      if (bits[i]) {
        out.add(values.get(i));
      }
    }
    return out;
  }

  /// The inverse of [#select]: null where the bit is not set.
  <T> List<@Nullable T> spread(List<? extends T> values) {
    List<@Nullable T> out = new ArrayList<>();
    int next = 0;
    for (boolean b : bits) {
      out.add(b ? values.get(next++) : null);
    }
    return out;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Mask m && Arrays.equals(bits, m.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return Arrays.toString(bits);
  }
}
