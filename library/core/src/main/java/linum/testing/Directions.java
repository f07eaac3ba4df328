package linum.testing;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.HostData;
import linum.core.Ops;
import linum.ir.Scalars;
import linum.transform.Derivatives;
import org.jspecify.annotations.Nullable;

/// Derivatives of functions of lists of floating arrays, in given directions.
final class Directions {
  private Directions() {}

  record Pushed(List<Array> values, List<Array> tangents) {}

  record Pulled(List<Array> values, List<Array> cotangents) {}

  /// Numbers in [-1, 1) in the form of `a`.
  static Array like(Array a, Random random) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(a.aval().byteSize(), backend.devices().getFirst());
    MemorySegment segment = buffer.segment();
    for (int i = 0; i < a.size(); i++) {
      double x = Scalars.round(random.nextDouble(-1, 1), a.dtype());
      HostData.write(segment, a.dtype(), i, x);
    }
    return ConcreteArray.of(a.aval().strong(), buffer);
  }

  /// Central differences `(f(x + h t) - f(x - h t)) / 2 h`.
  static Pushed differences(
      Function<List<Array>, List<Array>> f, List<Array> x, List<Array> t, double h) {
    List<Array> above = f.apply(moved(x, t, h));
    List<Array> below = f.apply(moved(x, t, -h));
    List<Array> tangents = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      Array difference = Ops.sub(above.get(i), below.get(i));
      tangents.add(Ops.div(difference, Ops.scalar(2 * h, difference)));
    }
    return new Pushed(f.apply(x), tangents);
  }

  private static List<Array> moved(List<Array> x, List<Array> t, double h) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      out.add(Ops.add(x.get(i), Ops.mul(h, t.get(i))));
    }
    return out;
  }

  static Pushed jvp(Function<List<Array>, List<Array>> f, List<Array> x, List<Array> t) {
    Derivatives.PushedAux out =
        Derivatives.jvp(
            args -> f.apply(arrays(args[0])), false, new Object[] {x}, new Object[] {t});
    return new Pushed(arrays(out.value()), arrays(out.tangent()));
  }

  static Pulled vjp(Function<List<Array>, List<Array>> f, List<Array> x, List<Array> ct) {
    Derivatives.Pullback out = Derivatives.vjp(args -> f.apply(arrays(args[0])), false, x);
    return new Pulled(arrays(out.value()), arrays(out.pullback().apply(ct).getFirst()));
  }

  private static List<Array> arrays(@Nullable Object list) {
    List<Array> out = new ArrayList<>();
    if (list instanceof List<?> all) {
      all.forEach(a -> out.add((Array) a));
    }
    return out;
  }

  static double inner(List<Array> a, List<Array> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      Number[] x = ArrayAssertions.values(a.get(i));
      Number[] y = ArrayAssertions.values(b.get(i));
      for (int k = 0; k < x.length; k++) {
        sum += x[k].doubleValue() * y[k].doubleValue();
      }
    }
    return sum;
  }
}
