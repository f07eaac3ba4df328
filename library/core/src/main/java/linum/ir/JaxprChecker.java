package linum.ir;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Whether a program makes sense: every variable is defined once, and before it is read; every
/// equation has the types that the rule of its primitive gives; so have all programs inside.
///
/// The work is linear in the size of the program; a program that occurs twice is checked once.
public final class JaxprChecker {
  private final Jaxpr root;
  private final Set<Jaxpr> checked = Collections.newSetFromMap(new IdentityHashMap<>());

  private JaxprChecker(Jaxpr root) {
    this.root = root;
  }

  /// Does nothing if the program is well-formed.
  ///
  /// @throws IllegalArgumentException naming the equation and what is wrong with it
  public static void check(Jaxpr jaxpr) {
    new JaxprChecker(jaxpr).program(jaxpr);
  }

  private void program(Jaxpr jaxpr) {
    if (!checked.add(jaxpr)) {
      return;
    }
    Set<Atom.Var> defined = new HashSet<>();
    for (Atom.Var v : jaxpr.inputs()) {
      if (!defined.add(v)) {
        throw wrong("the input %s is there twice".formatted(name(v)));
      }
    }
    for (Eqn e : jaxpr.eqns()) {
      equation(e, defined);
    }
    for (Atom a : jaxpr.outputs()) {
      if (a instanceof Atom.Var v && !defined.contains(v)) {
        throw wrong("the result %s of type %s is not defined".formatted(name(v), v.aval()));
      }
    }
  }

  private void equation(Eqn e, Set<Atom.Var> defined) {
    for (Atom a : e.inputs()) {
      if (a instanceof Atom.Var v && !defined.contains(v)) {
        throw wrong(e, "the operand %s is not defined before".formatted(name(v)));
      }
    }
    e.primitive().jaxprs().forEach(this::program);
    List<Aval> in = e.inputs().stream().map(Atom::aval).toList();
    List<Aval> types;
    try {
      types = e.primitive().infer(in);
    } catch (IllegalArgumentException x) {
      throw new IllegalArgumentException(where(e) + x.getMessage(), x);
    }
    if (types.size() != e.outputs().size()) {
      throw wrong(
          e,
          "it has %d results, but %s of %s gives %d"
              .formatted(e.outputs().size(), e.primitive().label(), in, types.size()));
    }
    for (int i = 0; i < types.size(); i++) {
      Atom.Var v = e.outputs().get(i);
      if (!types.get(i).matches(v.aval())) {
        throw wrong(
            e,
            "%s is declared as %s, but %s of %s gives %s"
                .formatted(name(v), v.aval(), e.primitive().label(), in, types.get(i)));
      }
      if (!defined.add(v)) {
        throw wrong(e, "%s is defined for the second time".formatted(name(v)));
      }
    }
  }

  private String name(Atom.Var v) {
    return JaxprPrinter.name(root, v);
  }

  private IllegalArgumentException wrong(Eqn e, String what) {
    return new IllegalArgumentException(where(e) + what);
  }

  @SuppressWarnings("ReferenceEquality") // the one object that says that nothing is known
  private String where(Eqn e) {
    String source = e.source() == SourceInfo.UNKNOWN ? "" : "made at " + e.source() + ": ";
    return "the program is not well-formed: in the equation\n  %s\n%s"
        .formatted(JaxprPrinter.print(root, e).replace("\n", "\n  "), source);
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the program is not well-formed: " + what);
  }
}
