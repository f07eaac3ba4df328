package linum.ir;

import static linum.ir.Doc.concat;
import static linum.ir.Doc.group;
import static linum.ir.Doc.join;
import static linum.ir.Doc.nest;
import static linum.ir.Doc.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prints programs as JAX prints them.
///
/// Variables are named `a … z, ba, bb, …` in the order in which they are printed, over all programs
/// of one print; results that nobody reads are `_`. The inputs and results of a compiled function
/// have the names of what it is applied to. Programs that occur twice, or are longer than ten
/// equations, are printed once, in front.
public final class JaxprPrinter {
  private static final Doc SPACE = new Doc.Break(" ");
  private static final Doc NOTHING = new Doc.Break("");

  private final PrintStyle style;
  private final Map<Jaxpr, String> shared;
  private final Set<String> taken;
  private final Map<Atom, String> names = new HashMap<>();
  private boolean programsInside = true;
  private int next;

  private JaxprPrinter(PrintStyle style, Map<Jaxpr, String> shared) {
    this.style = style;
    this.shared = shared;
    this.taken = new HashSet<>(shared.values());
  }

  /// A program as text.
  public static String print(Jaxpr jaxpr, PrintStyle style) {
    return document(jaxpr, style).layout(false);
  }

  /// A program as HTML, to be put into a `<pre>`: every variable links to the place where it is
  /// defined.
  public static String html(Jaxpr jaxpr, PrintStyle style) {
    return document(jaxpr, style).layout(true);
  }

  /// One equation of a program, with the names that it has there; programs inside are only hinted
  /// at.
  static String print(Jaxpr root, Eqn eqn) {
    JaxprPrinter printer = new JaxprPrinter(PrintStyle.MODERN, SharedPrograms.in(root));
    printer.document(root);
    printer.programsInside = false;
    return printer.equation(eqn).layout(false);
  }

  /// The name that a variable has in a program.
  static String name(Jaxpr root, Atom atom) {
    JaxprPrinter printer = new JaxprPrinter(PrintStyle.MODERN, SharedPrograms.in(root));
    printer.document(root);
    return printer.atom(atom).layout(false);
  }

  private static Doc document(Jaxpr jaxpr, PrintStyle style) {
    return new JaxprPrinter(style, SharedPrograms.in(jaxpr)).document(jaxpr);
  }

  private Doc document(Jaxpr jaxpr) {
    Stream<Doc> front =
        shared.entrySet().stream()
            .map(e ->
                concat(
                    text("let "),
                    new Doc.Text(e.getValue(), "g_" + e.getValue(), null),
                    text(" = "),
                    lambda(e.getKey()),
                    text(" in"),
                    SPACE));
    return new Doc.Concat(Stream.concat(front, Stream.of(jaxpr).map(this::lambda)).toList());
  }

  private Doc lambda(Jaxpr jaxpr) {
    nameUnread(jaxpr);
    Doc constants = binders(style == PrintStyle.CLASSIC ? Constants.of(jaxpr) : List.of());
    Doc inputs = binders(jaxpr.inputs());
    Doc equations = join(new Doc.Break("; "), jaxpr.eqns().stream().map(this::equation));
    Doc outputs =
        nest(group(join(concat(text(","), new Doc.Group(SPACE)), atoms(jaxpr.outputs()))));
    return group(
        nest(
            text("{ lambda "),
            constants,
            text("; "),
            inputs,
            text(". let"),
            nest(SPACE, equations),
            SPACE,
            text("in ("),
            outputs,
            text(jaxpr.outputs().size() == 1 ? ",)" : ")")),
        text(" }"));
  }

  private void nameUnread(Jaxpr jaxpr) {
    Set<Atom> read = new HashSet<>(jaxpr.outputs());
    jaxpr.eqns().forEach(e -> read.addAll(e.inputs()));
    for (Eqn e : jaxpr.eqns()) {
      for (Atom.Var v : e.outputs()) {
        if (!read.contains(v)) {
          names.put(v, "_");
        }
      }
    }
  }

  private Doc equation(Eqn e) {
    if (e.primitive() instanceof Call.Jit jit && !shared.containsKey(jit.body())) {
      suggestNames(jit.body().inputs(), e.inputs());
      suggestNames(jit.body().outputs(), e.outputs());
    }
    Doc results = binders(e.outputs());
    List<Param> params = PrintedParams.of(e.primitive(), style);
    Doc call =
        concat(
            text(PrintedParams.label(e.primitive(), style)),
            params.isEmpty() ? text("") : parameters(params),
            text(" "),
            nest(group(join(new Doc.Group(SPACE), atoms(e.inputs())))));
    return e.outputs().isEmpty() ? call : concat(results, text(" = "), call);
  }

  // The names that variables of a called program get if they have none: those of the caller's, each
  // once.
  private void suggestNames(List<? extends Atom> inner, List<? extends Atom> outer) {
    Set<Atom> used = new HashSet<>();
    for (int i = 0; i < Math.min(inner.size(), outer.size()); i++) {
      if (inner.get(i) instanceof Atom.Var in
          && outer.get(i) instanceof Atom.Var out
          && !"_".equals(names.get(out))
          && !names.containsKey(in)
          && used.add(out)) {
        names.put(in, name(out));
      }
    }
  }

  private Doc parameters(List<Param> params) {
    return group(
        nest(text("["), NOTHING, join(SPACE, params.stream().map(this::parameter))),
        NOTHING,
        text("]"));
  }

  private Doc parameter(Param p) {
    return concat(text(p.name() + "="), value(p.value()));
  }

  private Doc value(@Nullable Object value) {
    if (value instanceof Jaxpr j) {
      return program(j);
    }
    if (value instanceof List<?> l && !l.isEmpty() && l.getFirst() instanceof Jaxpr) {
      return group(
          nest(text("("), NOTHING, join(SPACE, l.stream().map(j -> program((Jaxpr) j)))),
          NOTHING,
          text(")"));
    }
    return text(Repr.str(value));
  }

  private Doc program(Jaxpr jaxpr) {
    if (!programsInside) {
      return text("{…}");
    }
    String name = shared.get(jaxpr);
    return name == null ? lambda(jaxpr) : new Doc.Text(name, null, "g_" + name);
  }

  private Doc binders(List<? extends Atom> atoms) {
    return nest(
        group(
            join(
                new Doc.Group(SPACE),
                atoms.stream()
                    .map(a -> {
                      String name = name(a);
                      return concat(
                          new Doc.Text(name, name.equals("_") ? null : "v_" + name, null),
                          text(":" + a.aval().shortName()));
                    }))));
  }

  private Stream<Doc> atoms(List<? extends Atom> atoms) {
    return atoms.stream().map(this::atom);
  }

  private Doc atom(Atom a) {
    boolean modern = style == PrintStyle.MODERN;
    return switch (a) {
      case Atom.Var v -> reference(v);
      case Atom.Literal l -> text(literal(l) + (modern ? ":" + l.aval().shortName() : ""));
      case Atom.Constant c -> modern ? text("[...]:" + c.aval().shortName()) : reference(c);
    };
  }

  private Doc reference(Atom a) {
    String name = name(a);
    return new Doc.Text(name, null, "v_" + name);
  }

  private static String literal(Atom.Literal l) {
    return switch (l.aval().dtype().kind()) {
      case BOOL -> Repr.str(l.value().longValue() != 0);
      case SIGNED -> Long.toString(l.value().longValue());
      case UNSIGNED -> Long.toUnsignedString(l.value().longValue());
      case FLOATING -> Repr.real(l.value().doubleValue());
      case COMPLEX, KEY, FLOAT0, TOKEN -> l.value().toString();
    };
  }

  private String name(Atom a) {
    String known = names.get(a);
    if (known != null) {
      return known;
    }
    String name = alphabetic(next++);
    while (taken.contains(name)) {
      name = alphabetic(next++);
    }
    names.put(a, name);
    return name;
  }

  // The number in base 26 with the digits a … z.
  private static String alphabetic(int n) {
    String digit = String.valueOf((char) ('a' + n % 26));
    return n < 26 ? digit : alphabetic(n / 26) + digit;
  }
}
