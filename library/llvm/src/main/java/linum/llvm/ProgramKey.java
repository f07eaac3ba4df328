package linum.llvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Callback;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Writes down all of a program that its code depends on, so that code can be found without making
/// it. Two programs have the same text only if they are the same but for the names of variables.
///
/// The parameters of a primitive are the components of a record, and its text has all of them.
final class ProgramKey {
  private final StringBuilder out = new StringBuilder();
  private final Map<Atom.Var, Integer> names = new HashMap<>();

  private ProgramKey() {}

  /// The text of a program in which everything is inlined.
  ///
  /// @return null if text cannot say what it is: it has arrays or Java functions in it, or programs
  static @Nullable String of(Jaxpr jaxpr, List<Boolean> donated) {
    boolean flat =
        jaxpr.effects().isEmpty()
            && jaxpr.eqns().stream().allMatch(ProgramKey::isText)
            && jaxpr.outputs().stream().noneMatch(Atom.Constant.class::isInstance);
    if (!flat) {
      return null;
    }
    String text = new ProgramKey().write(jaxpr, donated);
    // What has no text of its own has its address, which starts with this.
    return text.contains("@") ? null : text;
  }

  private static boolean isText(Eqn e) {
    return e.primitive().jaxprs().isEmpty()
        && !(e.primitive() instanceof Callback)
        && e.inputs().stream().noneMatch(Atom.Constant.class::isInstance);
  }

  private String write(Jaxpr jaxpr, List<Boolean> donated) {
    for (int i = 0; i < jaxpr.inputs().size(); i++) {
      boolean given = i < donated.size() && donated.get(i);
      define(jaxpr.inputs().get(i), given ? "donated " : "");
    }
    for (Eqn e : jaxpr.eqns()) {
      out.append(e.primitive().getClass().getName()).append(' ').append(e.primitive());
      e.inputs().forEach(this::operand);
      e.outputs().forEach(v -> define(v, " "));
      out.append('\n');
    }
    jaxpr.outputs().forEach(this::operand);
    return out.toString();
  }

  private void define(Atom.Var v, String before) {
    names.put(v, names.size());
    out.append(before);
    type(v.aval());
    out.append(';');
  }

  private void type(Aval aval) {
    out.append(aval.dtype()).append(aval.shape());
  }

  private void operand(Atom a) {
    out.append(' ');
    if (a instanceof Atom.Var v) {
      out.append('%').append(names.get(v));
      return;
    }
    if (a instanceof Atom.Literal l && l.value() instanceof Double d) {
      out.append(Double.doubleToRawLongBits(d));
    } else if (a instanceof Atom.Literal l) {
      out.append(l.value());
    }
    out.append(':');
    type(a.aval());
  }
}
