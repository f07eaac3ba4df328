package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Dims;

/// Elements read by the host.
public final class HostRead {
  private HostRead() {}

  /// The only element.
  static Number single(String operation, Array x) {
    ConcreteArray c = concrete(operation, x);
    if (x.size() != 1) {
      throw new IllegalArgumentException(
          "%s: only an array with one element is a number, got %s\nPick one with x.at(0).get(), or reduce with x.sum()"
              .formatted(operation, x.aval()));
    }
    return c.scalar();
  }

  /// The array with its data.
  static ConcreteArray concrete(String operation, Array x) {
    return switch (x) {
      case ConcreteArray c -> c;
      case Tracer t -> throw ConcretizationException.of(operation, t);
    };
  }

  /// All elements in row-major order, a [Long] or a [Double] each.
  ///
  /// @throws ConcretizationException if the array is traced
  public static List<Number> all(String operation, Array x) {
    ConcreteArray c = concrete(operation, x);
    List<Number> out = new ArrayList<>(Math.toIntExact(c.size()));
    for (long i = 0; i < c.size(); i++) {
      out.add(HostData.read(c, i));
    }
    return out;
  }

  /// All elements of a mask that is used as an index.
  static List<Boolean> mask(Array mask) {
    ConcreteArray c =
        switch (mask) {
          case ConcreteArray m -> m;
          case Tracer t -> throw ConcretizationException.mask(t);
        };
    List<Boolean> out = new ArrayList<>();
    for (long i = 0; i < c.size(); i++) {
      out.add(HostData.read(c, i).doubleValue() != 0);
    }
    return out;
  }

  /// The places of the elements that are not zero, an `int32` vector for each axis.
  static List<Array> nonzero(Array mask) {
    Dims shape = mask.shape();
    List<List<Integer>> places = new ArrayList<>();
    shape.stream().forEach(_ -> places.add(new ArrayList<>()));
    long[] strides = shape.strides();
    List<Boolean> set = mask(mask);
    for (int i = 0; i < set.size(); i++) {
      if (set.get(i)) {
        for (int axis = 0; axis < shape.rank(); axis++) {
          places.get(axis).add((int) (i / strides[axis] % shape.get(axis)));
        }
      }
    }
    return places.stream().map(HostWrite::ints).toList();
  }
}
