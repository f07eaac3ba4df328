package linum.kernel.jshell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Documentation in text resources of one name, of which each jar may bring its own; read when it
/// is first needed.
///
/// An entry is a line `# signature` and the Markdown lines up to the next; `\#` at a line's start
/// stands for `#`. Spaces in signatures do not matter, nor does what depends on the session's
/// imports or says nothing new in that of a method: packages, annotations, the type that it returns
/// and its type parameters. `Jnp.arange(int stop)` is enough.
public final class ResourceDocIndex implements DocIndex {
  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(?:\\([^()]*\\))?\\s*");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
  private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<[^<>]*>");

  private final ClassLoader loader;
  private final String resource;
  private volatile Map<String, String> entries = Map.of();

  /// The index in a resource.
  ///
  /// @throws IllegalArgumentException if there is no such resource
  public ResourceDocIndex(ClassLoader loader, String resource) {
    if (loader.getResource(resource) == null) {
      throw new IllegalArgumentException(
          "documentation index: there is no resource " + resource + " on the class path");
    }
    this.loader = loader;
    this.resource = resource;
  }

  @Override
  public Optional<String> find(String signature) {
    if (entries.isEmpty()) {
      entries = read();
    }
    return Optional.ofNullable(entries.get(key(signature)));
  }

  private Map<String, String> read() {
    Map<String, StringBuilder> texts = new HashMap<>();
    try {
      for (URL each : Collections.list(loader.getResources(resource))) {
        try (InputStream in = each.openStream()) {
          addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8), texts);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the documentation index " + resource, e);
    }
    Map<String, String> result = new HashMap<>();
    texts.forEach((signature, text) -> result.put(signature, text.toString().strip()));
    return Map.copyOf(result);
  }

  private static void addAll(String entries, Map<String, StringBuilder> texts) {
    StringBuilder current = new StringBuilder();
    for (String line : entries.split("\n", -1)) {
      if (line.startsWith("# ")) {
        current = texts.computeIfAbsent(key(line.substring(2)), _ -> new StringBuilder());
      } else {
        current.append(line.startsWith("\\#") ? line.substring(1) : line).append('\n');
      }
    }
  }

  private static String key(String signature) {
    String plain = ANNOTATION.matcher(signature).replaceAll("").strip();
    if (plain.indexOf('(') < 0) {
      return plain.replaceFirst("\\s*:.*", "");
    }
    String simple = PACKAGE.matcher(plain).replaceAll("");
    int parameters = simple.indexOf('(');
    String name = withoutTypeArguments(simple.substring(0, parameters)).strip();
    return name.substring(name.lastIndexOf(' ') + 1)
        + simple.substring(parameters).replaceAll("\\s+", "");
  }

  private static String withoutTypeArguments(String name) {
    String next = TYPE_ARGUMENTS.matcher(name).replaceAll("");
    return next.equals(name) ? name : withoutTypeArguments(next);
  }
}
