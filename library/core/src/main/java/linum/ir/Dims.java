package linum.ir;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An immutable sequence of ints with value equality: a shape, a list of axes or a permutation.
public final class Dims {
  public static final Dims NONE = new Dims(new int[0]);

  private final int[] values;

  private Dims(int[] values) {
    this.values = values;
  }

  public static Dims of(int... values) {
    return values.length == 0 ? NONE : new Dims(values.clone());
  }

  public static Dims of(IntStream values) {
    return new Dims(values.toArray());
  }

  /// `0, 1, … n - 1`.
  public static Dims range(int n) {
    return range(0, n);
  }

  /// `from, from + 1, … to - 1`.
  public static Dims range(int from, int to) {
    return from >= to ? NONE : new Dims(IntStream.range(from, to).toArray());
  }

  /// `n` times the same value.
  public static Dims repeat(int value, int n) {
    int[] out = new int[n];
    Arrays.fill(out, value);
    return new Dims(out);
  }

  /// How many entries there are: the rank, if this is a shape.
  public int rank() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  /// The entry at `i`; negative positions count from the end.
  public int get(int i) {
    return values[i < 0 ? i + values.length : i];
  }

  public int[] toArray() {
    return values.clone();
  }

  public IntStream stream() {
    return Arrays.stream(values);
  }

  /// The product of the entries: how many elements an array of this shape has.
  public long size() {
    long n = 1;
    for (int v : values) {
      n = Math.multiplyExact(n, (long) v);
    }
    return n;
  }

  public boolean contains(int v) {
    return indexOf(v) >= 0;
  }

  /// The first position of `v`, or -1.
  public int indexOf(int v) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == v) {
        return i;
      }
    }
    return -1;
  }

  /// This sequence with `v` inserted before position `i`.
  public Dims insert(int i, int v) {
    int[] out = new int[values.length + 1];
    System.arraycopy(values, 0, out, 0, i);
    out[i] = v;
    System.arraycopy(values, i, out, i + 1, values.length - i);
    return new Dims(out);
  }

  /// This sequence with position `i` set to `v`.
  public Dims with(int i, int v) {
    int[] out = values.clone();
    out[i < 0 ? i + out.length : i] = v;
    return new Dims(out);
  }

  /// The entries whose positions are not among `positions`.
  public Dims without(Dims positions) {
    return of(
        IntStream.range(0, values.length).filter(i -> !positions.contains(i)).map(i -> values[i]));
  }

  /// The entry at position `i` taken out.
  public Dims without(int i) {
    return without(of(i));
  }

  /// The entries at the given positions, in that order.
  public Dims at(Dims positions) {
    return positions.map(i -> values[i]);
  }

  /// The entries from position `from` up to, not including, `to`.
  public Dims slice(int from, int to) {
    return new Dims(Arrays.copyOfRange(values, from, to));
  }

  public Dims map(IntUnaryOperator f) {
    return of(stream().map(f));
  }

  /// Every entry raised by `n`.
  public Dims plus(int n) {
    return map(v -> v + n);
  }

  public Dims concat(Dims other) {
    return other.isEmpty()
        ? this
        : isEmpty() ? other : of(IntStream.concat(stream(), other.stream()));
  }

  public Dims sorted() {
    return of(stream().sorted());
  }

  public Dims reversed() {
    return of(IntStream.range(0, values.length).map(i -> values[values.length - 1 - i]));
  }

  /// For a permutation `p`, the permutation `q` with `q[p[i]] = i`.
  public Dims inverse() {
    int[] inverse = new int[values.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[values[i]] = i;
    }
    return new Dims(inverse);
  }

  /// Whether this holds each of `0 … n - 1` exactly once.
  public boolean isPermutationOf(int n) {
    return rank() == n && sorted().equals(range(n));
  }

  /// For a shape: how many elements lie between neighbours along each axis, in row-major order.
  public long[] strides() {
    long[] strides = new long[values.length];
    long step = 1;
    for (int i = values.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= values[i];
    }
    return strides;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Dims d && Arrays.equals(values, d.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /// As Python writes a tuple: `()`, `(3,)`, `(3, 4)`.
  @Override
  public String toString() {
    return values.length == 1
        ? "(" + values[0] + ",)"
        : stream().mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
