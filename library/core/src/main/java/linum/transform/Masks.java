package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Lists that say of each operand whether it has a property: mapped, unknown, nonzero.
final class Masks {
  private Masks() {}

  static List<Boolean> all(boolean value, int n) {
    return Collections.nCopies(n, value);
  }

  static List<Boolean> or(List<Boolean> a, List<Boolean> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) || b.get(i)).toList();
  }

  @SafeVarargs
  static <T> List<T> concat(List<? extends T>... parts) {
    List<T> all = new ArrayList<>();
    for (List<? extends T> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /// The elements where the mask is `wanted`.
  static <T> List<T> pick(List<? extends T> elements, List<Boolean> mask, boolean wanted) {
    List<T> out = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      if (mask.get(i) == wanted) {
        out.add(elements.get(i));
      }
    }
    return out;
  }

  static int count(List<Boolean> mask) {
    return (int) mask.stream().filter(b -> b).count();
  }

  /// The inverse of picking: `onTrue` where the mask is true, `onFalse` where it is false, in order.
  static <T> List<T> merge(
      List<Boolean> mask, List<? extends T> onTrue, List<? extends T> onFalse) {
    List<T> out = new ArrayList<>();
    int t = 0;
    int f = 0;
    for (boolean b : mask) {
      out.add(b ? onTrue.get(t++) : onFalse.get(f++));
    }
    return out;
  }
}
