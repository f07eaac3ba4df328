package linum.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import linum.ir.DType;
import linum.ir.Ordering;

/// Sorting along an axis.
final class OrderingRules {
  private OrderingRules() {}

  static Value[] apply(Ordering ordering, Value[] in) {
    return switch (ordering) {
      case Ordering.Sort p -> sort(p, in);
      case Ordering.TopK p -> topK(p, in[0]);
    };
  }

  /// Always stable.
  private static Value[] sort(Ordering.Sort p, Value[] in) {
    Lines lines = Lines.of(in[0].shape(), p.dimension());
    Order[] keys = Arrays.stream(in, 0, p.numKeys()).map(Order::of).toArray(Order[]::new);
    Comparator<Integer> order =
        (a, b) -> {
          for (Order key : keys) {
            int sign = key.compare(a, b);
            if (sign != 0) {
              return sign;
            }
          }
          return 0;
        };
    Value[] out = new Value[in.length];
    for (int k = 0; k < in.length; k++) {
      out[k] = Value.zeros(in[k].dtype(), in[k].shape());
    }
    for (int line = 0; line < lines.count(); line++) {
      Plan.checkInterrupt();
      int start = lines.start(line);
      Integer[] places = places(lines, start);
      Arrays.sort(places, order);
      for (int i = 0; i < places.length; i++) {
        for (int k = 0; k < in.length; k++) {
          out[k].set(start + i * lines.step(), in[k].get(places[i]));
        }
      }
    }
    return out;
  }

  private static Integer[] places(Lines lines, int start) {
    return IntStream.range(0, lines.length())
        .mapToObj(i -> start + i * lines.step())
        .toArray(Integer[]::new);
  }

  /// Of equal elements, the first comes first.
  private static Value[] topK(Ordering.TopK p, Value x) {
    Lines lines = Lines.of(x.shape(), p.axis());
    Order order = Order.of(x);
    Comparator<Integer> descending = (a, b) -> order.compare(b, a);
    Value values = Value.zeros(x.dtype(), x.shape().with(p.axis(), p.k()));
    Value indices = Value.zeros(DType.INT32, values.shape());
    for (int line = 0; line < lines.count(); line++) {
      Plan.checkInterrupt();
      int start = lines.start(line);
      Integer[] places = places(lines, start);
      Arrays.sort(places, descending);
      int to = lines.start(line, p.k());
      for (int i = 0; i < p.k(); i++) {
        values.set(to + i * lines.step(), x.get(places[i]));
        indices.set(to + i * lines.step(), (long) ((places[i] - start) / lines.step()));
      }
    }
    return new Value[] {values, indices};
  }
}
