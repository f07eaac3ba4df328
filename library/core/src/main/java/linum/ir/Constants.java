package linum.ir;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The arrays that are written into a program.
final class Constants {
  private Constants() {}

  /// Those that its own equations and results refer to, each once, in the order of their first use.
  static List<Atom.Constant> of(Jaxpr jaxpr) {
    Set<Atom.Constant> all = new LinkedHashSet<>();
    jaxpr.eqns().forEach(e -> collect(e.inputs(), all));
    collect(jaxpr.outputs(), all);
    return List.copyOf(all);
  }

  private static void collect(List<Atom> atoms, Set<Atom.Constant> out) {
    for (Atom a : atoms) {
      if (a instanceof Atom.Constant c) {
        out.add(c);
      }
    }
  }
}
