package linum.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import org.jspecify.annotations.Nullable;

/// What a function keeps between its forward and its backward pass.
public final class SavedResiduals {
  private SavedResiduals() {}

  /// One line for each array that is kept: its type, and where it comes from.
  public static List<String> of(Body f, @Nullable Object... args) {
    Selection in = Selection.all("printSavedResiduals", args);
    Jaxpr forward =
        Stage.stage(
                leaves ->
                    Reverse.linearize(
                            Derivatives.flat(f, in, new Returned(false)),
                            leaves,
                            Mask.all(leaves.size()))
                        .program()
                        .known(),
                ControlBody.avals(in.leaves()))
            .jaxpr();
    return lines(forward, in);
  }

  private static List<String> lines(Jaxpr forward, Selection in) {
    Map<Atom, String> origins = new HashMap<>();
    int captured = forward.inputs().size() - in.leaves().size();
    for (int i = 0; i < forward.inputs().size(); i++) {
      origins.put(
          forward.inputs().get(i),
          i < captured ? "from a value outside" : "from " + in.name(i - captured));
    }
    for (Eqn e : forward.eqns()) {
      e.outputs().forEach(v -> origins.put(v, origin(e)));
    }
    Set<Atom> kept = new LinkedHashSet<>(forward.outputs());
    List<String> lines = new ArrayList<>();
    for (Atom a : kept) {
      lines.add(a.aval().shortName() + " " + origins.getOrDefault(a, "from a constant"));
    }
    return lines;
  }

  private static String origin(Eqn e) {
    return e.primitive() instanceof Marker.Name n
        ? "named '%s' from %s".formatted(n.name(), e.source())
        : "output of %s from %s".formatted(e.primitive().label(), e.source());
  }
}
