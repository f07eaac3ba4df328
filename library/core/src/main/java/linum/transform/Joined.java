package linum.transform;

import java.util.ArrayList;
import java.util.List;

/// Lists one after the other.
final class Joined {
  private Joined() {}

  @SafeVarargs
  static <T> List<T> of(List<? extends T>... parts) {
    List<T> all = new ArrayList<>();
    for (List<? extends T> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
