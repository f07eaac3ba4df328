package linum.transform;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import linum.core.Eval;
import linum.core.Trace;
import linum.ir.Collective;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// The named axes of the `vmap`s that the current function runs in.
final class AxisNames {
  private record Used() {}

  private AxisNames() {}

  /// The sizes of all axes that have a name here, innermost first. A program staged here may depend
  /// on them.
  static Map<String, Integer> inScope() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Trace t = Trace.current(); !(t instanceof Eval); t = t.parent()) {
      if (t instanceof Batch b && b.axis().name() != null) {
        sizes.putIfAbsent(b.axis().name(), b.axis().size());
      }
    }
    return sizes;
  }

  /// The size of the named axis.
  ///
  /// @throws IllegalArgumentException if no `vmap` around this call has an axis of that name
  static int size(String operation, String name) {
    Map<String, Integer> known = inScope();
    Integer size = known.get(name);
    if (size == null) {
      String there = known.isEmpty() ? "there is none" : "the axes here are " + known.keySet();
      throw new IllegalArgumentException(
          ("%s: no axis is named \"%s\" here; %s."
                  + "\nName it where the function is mapped:"
                  + " vmap(f, VmapOptions.DEFAULT.axisName(\"%s\"))")
              .formatted(operation, name, there, name));
    }
    return size;
  }

  /// Whether the primitive, or a program inside, works across the named axis.
  static boolean uses(Primitive primitive, @Nullable String name) {
    if (name == null) {
      return false;
    }
    return primitive instanceof Collective c
        ? c.axisNames().contains(name)
        : primitive.jaxprs().stream().anyMatch(j -> used(j).contains(name));
  }

  private static Set<String> used(Jaxpr jaxpr) {
    return jaxpr.derived(
        new Used(),
        () -> {
          Set<String> names = new HashSet<>();
          for (Eqn e : jaxpr.eqns()) {
            if (e.primitive() instanceof Collective c) {
              names.addAll(c.axisNames());
            }
            e.primitive().jaxprs().forEach(j -> names.addAll(used(j)));
          }
          return Set.copyOf(names);
        });
  }
}
