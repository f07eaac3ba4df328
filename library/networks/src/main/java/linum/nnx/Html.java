package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Objects, variables and states as HTML that folds: a line for each, and below it what it holds.
final class Html {
  private static final int OPEN_DEPTH = 2;

  // Objects that were shown further up.
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final StringBuilder out = new StringBuilder();

  private Html() {}

  static String of(Object value) {
    Html html = new Html();
    html.out.append("<div class=\"linum-nnx\" style=\"font-family:monospace;line-height:1.5\">");
    html.entry("", value, 0);
    return html.out.append("</div>").toString();
  }

  private void entry(String name, @Nullable Object value, int depth) {
    switch (value) {
      case Pytree p when seen.add(p) -> pytree(name, p, depth);
      case Variable v when seen.add(v) ->
          variable(name, v.getClass(), v.current(), v.metadata(), depth);
      case Pytree p -> line(name, type(p.getClass()) + "(…)");
      case Variable v -> line(name, type(v.getClass()) + "(…)");
      case VariableState v -> variable(name, v.type(), v.value(), v.metadata(), depth);
      case State s -> below(name, "State", "", depth, () -> entries(s.entries(), depth));
      case Array a -> line(name, a.aval().toString());
      case null -> line(name, "None");
      default -> other(name, value, depth);
    }
  }

  private void pytree(String name, Pytree p, int depth) {
    below(
        name,
        type(p.getClass()),
        sizes(p),
        depth,
        () -> {
          for (Slot s : Slot.of(p.getClass())) {
            Object value = s.get(p);
            Containers.Level options = value instanceof LayerOptions ? Containers.of(value) : null;
            if (options == null) {
              entry(s.name(), value, depth + 1);
            } else {
              level(options, depth);
            }
          }
          p.attributes().forEach((key, value) -> entry(key, value, depth + 1));
        });
  }

  private void level(Containers.Level level, int depth) {
    for (int i = 0; i < level.rawKeys().size(); i++) {
      entry(String.valueOf(level.rawKeys().get(i)), level.values().get(i), depth + 1);
    }
  }

  private void entries(Map<?, ?> entries, int depth) {
    entries.forEach((key, value) -> entry(String.valueOf(key), value, depth + 1));
  }

  private void other(String name, Object value, int depth) {
    Containers.Level level = Containers.of(value);
    if (level != null && level.values().stream().anyMatch(Html::isNode)) {
      below(name, "", level.values().size() + " entries", depth, () -> level(level, depth));
    } else {
      line(name, Text.plain(value));
    }
  }

  private static boolean isNode(@Nullable Object value) {
    Containers.Level level = value == null ? null : Containers.of(value);
    return value instanceof Pytree
        || value instanceof Variable
        || (level != null && level.values().stream().anyMatch(Html::isNode));
  }

  private void variable(
      String name, Class<?> type, Object value, Map<String, Object> metadata, int depth) {
    List<String> said = new ArrayList<>(List.of(Text.type(value)));
    Size size = Size.of(value);
    if (size.count() > 0) {
      said.add(size.toString());
    }
    metadata.forEach((key, v) -> said.add(key + "=" + Text.plain(v)));
    String shown = value instanceof ConcreteArray a ? a.repr() : String.valueOf(value);
    out.append(depth == 0 ? "<details open>" : "<details>")
        .append("<summary style=\"cursor:pointer\">");
    head(name, type(type), String.join(" ", said));
    out.append("</summary><pre style=\"margin:0 0 0 1.4em\">")
        .append(escape(shown))
        .append("</pre></details>");
  }

  private void below(String name, String type, String said, int depth, Runnable body) {
    out.append(depth < OPEN_DEPTH ? "<details open>" : "<details>")
        .append("<summary style=\"cursor:pointer\">");
    head(name, type, said);
    out.append("</summary><div style=\"margin-left:1.4em\">");
    body.run();
    out.append("</div></details>");
  }

  private void head(String name, String type, String said) {
    if (!name.isEmpty()) {
      out.append(escape(name)).append(": ");
    }
    out.append("<b>").append(escape(type)).append("</b>");
    if (!said.isEmpty()) {
      out.append(" <span style=\"opacity:.65\">").append(escape(said)).append("</span>");
    }
  }

  private void line(String name, String text) {
    out.append("<div>");
    if (!name.isEmpty()) {
      out.append(escape(name)).append(" = ");
    }
    out.append("<span style=\"color:#2a7ab0\">").append(escape(text)).append("</span></div>");
  }

  private static String sizes(Pytree p) {
    return Size.byKind(p).entrySet().stream()
        .map(e -> e.getKey().getSimpleName() + ": " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String type(Class<?> c) {
    return c.getSimpleName().isEmpty() ? c.getSuperclass().getSimpleName() : c.getSimpleName();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
