package linum.reference;

import java.util.Arrays;
import linum.ir.Dims;

/// Copies between an array in row-major order and a view of another one: places `offset + Σ
/// index[i] · strides[i]`. Broadcasting, transposing, slicing, reversing, padding and concatenating
/// are all of this kind.
final class Strided {
  /// Reading one element by itself costs as much as several together.
  private static final int FEW = 8;

  private Strided() {}

  /// `out[i] = in[place(i)]` for the indices `i` of `shape`, in row-major order.
  static Value gather(Value in, Dims shape, long[] strides, long offset) {
    Value out = Value.zeros(in.dtype(), shape);
    if (picks(in, out)) {
      walk(
          shape,
          strides,
          offset,
          (packed, place, step, n) -> pick(in, place, step, out, packed, n));
      return out;
    }
    walk(shape, strides, offset, (packed, place, step, n) -> read(in, place, step, out, packed, n));
    return out;
  }

  /// Whether so few elements of an array are asked for that it stays in memory.
  static boolean picks(Value in, Value out) {
    return !in.isLoaded() && out.size() < in.size() / FEW;
  }

  /// `out[place(i)] = in[i]` for the indices `i` of the shape of `in`.
  static void scatter(Value in, Value out, long[] strides, long offset) {
    walk(
        in.shape(),
        strides,
        offset,
        (packed, place, step, n) -> write(in, packed, out, place, step, n));
  }

  /// One run along the last axis: `n` elements, from `packed` on in row-major order, and at
  /// `place`, `place + step`, … in the view.
  interface Run {
    void accept(int packed, int place, int step, int n);
  }

  static void walk(Dims shape, long[] strides, long offset, Run run) {
    int[] sizes = shape.toArray();
    int rank = sizes.length;
    if (rank == 0) {
      run.accept(0, (int) offset, 0, 1);
      return;
    }
    int n = sizes[rank - 1];
    int step = (int) strides[rank - 1];
    int runs = n == 0 ? 0 : (int) (shape.size() / n);
    int[] index = new int[rank];
    long place = offset;
    for (int r = 0; r < runs; r++) {
      run.accept(r * n, (int) place, step, n);
      for (int axis = rank - 2; axis >= 0; axis--) {
        place += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        place -= strides[axis] * sizes[axis];
        index[axis] = 0;
      }
    }
  }

  /// Element by element, from an array that is still in memory.
  private static void pick(Value in, int place, int step, Value out, int packed, int n) {
    for (int i = 0; i < n; i++) {
      switch (in) {
        case Value.Reals r -> Value.reals(out)[packed + i] = r.at(place + i * step);
        case Value.Wholes w -> Value.wholes(out)[packed + i] = w.at(place + i * step);
      }
    }
  }

  private static void read(Value in, int place, int step, Value out, int packed, int n) {
    switch (in) {
      case Value.Reals r -> {
        double[] to = Value.reals(out);
        if (step == 1) {
          System.arraycopy(r.data(), place, to, packed, n);
        } else if (step == 0) {
          Arrays.fill(to, packed, packed + n, r.data()[place]);
        } else {
          for (int i = 0; i < n; i++) {
            to[packed + i] = r.data()[place + i * step];
          }
        }
      }
      case Value.Wholes w -> {
        long[] to = Value.wholes(out);
        for (int i = 0; i < n; i++) {
          to[packed + i] = w.data()[place + i * step];
        }
      }
    }
  }

  private static void write(Value in, int packed, Value out, int place, int step, int n) {
    switch (in) {
      case Value.Reals r -> {
        double[] to = Value.reals(out);
        for (int i = 0; i < n; i++) {
          to[place + i * step] = r.data()[packed + i];
        }
      }
      case Value.Wholes w -> {
        long[] to = Value.wholes(out);
        for (int i = 0; i < n; i++) {
          to[place + i * step] = w.data()[packed + i];
        }
      }
    }
  }
}
