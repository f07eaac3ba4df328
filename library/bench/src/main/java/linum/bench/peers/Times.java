package linum.bench.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The seconds that runs took.
final class Times {
  private final List<Double> seconds = new ArrayList<>();

  void add(double value) {
    seconds.add(value);
  }

  boolean isEmpty() {
    return seconds.isEmpty();
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  double minimum() {
    return Collections.min(seconds);
  }
}
