package linum.llvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The body of a loop, and what was taken out of it because every round would do the same.
///
/// Only kernels are taken out, and only if what they make is not much larger than what they read:
/// it stays in memory as long as the loop runs.
///
/// @param before the kernels to run once, before the loop
/// @param body what is left, whose inputs are also what those kernels write
public record Hoisting(List<Kernel> before, Region body) {
  private static final int MOST_GROWTH = 2;

  public Hoisting {
    before = List.copyOf(before);
  }

  /// Parts the body of a loop.
  ///
  /// @param changing what the loop gives to the body, and changes from round to round
  public static Hoisting of(Region body, List<Value> changing) {
    Map<Value, Integer> writers = new HashMap<>();
    body.steps().forEach(s -> roots(s.writes()).forEach(v -> writers.merge(v, 1, Integer::sum)));
    Set<Value> fixed = roots(body.outputs());
    Set<Value> changed = roots(changing);
    List<Value> inputs = new ArrayList<>(body.inputs());
    List<Kernel> before = new ArrayList<>();
    List<Step> rest = new ArrayList<>();
    for (Step s : body.steps()) {
      Set<Value> writes = roots(s.writes());
      boolean own =
          writes.stream().noneMatch(v -> fixed.contains(v) || writers.getOrDefault(v, 0) > 1);
      boolean same = roots(s.reads()).stream().noneMatch(changed::contains);
      if (own && same && s instanceof Kernel k && !grows(k)) {
        before.add(k);
        inputs.addAll(writes);
      } else {
        rest.add(s);
        changed.addAll(writes);
      }
    }
    return new Hoisting(before, new Region(inputs, rest, body.outputs()));
  }

  private static Set<Value> roots(List<Value> values) {
    Set<Value> roots = new HashSet<>();
    values.forEach(v -> roots.add(v.root()));
    return roots;
  }

  private static boolean grows(Kernel k) {
    return bytes(k.writes()) > MOST_GROWTH * bytes(k.reads());
  }

  private static long bytes(List<Value> values) {
    return values.stream().mapToLong(v -> v.aval().byteSize()).sum();
  }
}
