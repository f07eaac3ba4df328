package linum.kernel.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import linum.kernel.display.Display;
import linum.kernel.display.MimeBundle;
import linum.kernel.jshell.Variable;
import org.jspecify.annotations.Nullable;

/// The magics that need nothing but Java.
public final class BuiltInMagics {
  private static final int SHOWN_CHARACTERS = 60;

  private BuiltInMagics() {}

  /// Adds them all.
  public static void register(MagicRegistry registry) {
    registry.line("lsmagic", "lists the magics", (_, context) -> list(context));
    registry.line("time", "runs a line and says how long it took", BuiltInMagics::time);
    registry.cell(
        "time",
        "runs the cell and says how long it took, with compiling",
        (_, body, context) -> timed(() -> context.evaluate(body)));
    registry.line("classpath", "adds jars or folders to the class path", BuiltInMagics::classpath);
    registry.line("load", "runs a file of Java snippets or a notebook", BuiltInMagics::load);
    registry.line("who", "names the variables", (_, context) -> names(context));
    registry.line(
        "vars", "shows the variables with types and values", (_, context) -> values(context));
  }

  private static @Nullable Object list(MagicContext context) {
    context
        .magics()
        .descriptions()
        .forEach((name, description) -> System.out.printf("%-14s %s%n", name, description));
    return null;
  }

  private static @Nullable Object time(String arguments, MagicContext context) throws Exception {
    boolean declares = arguments.endsWith(";") || arguments.matches(".*\\w\\s*=[^=].*");
    return declares ? timed(() -> context.evaluate(arguments)) : timed(context.compile(arguments));
  }

  private static @Nullable Object timed(Callable<@Nullable Object> code) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    try {
      return code.call();
    } finally {
      double wallMillis = (System.nanoTime() - wall) / 1e6;
      double cpuMillis = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
      System.out.printf("wall time %.3f ms, CPU time %.3f ms%n", wallMillis, cpuMillis);
    }
  }

  private static @Nullable Object classpath(String arguments, MagicContext context) {
    if (arguments.isBlank()) {
      throw context.usageError("%classpath: no path given.\n%classpath lib/some.jar");
    }
    for (String path : arguments.split("\\s+", -1)) {
      if (!Files.exists(Path.of(path))) {
        throw context.usageError("%classpath: there is no file " + Path.of(path).toAbsolutePath());
      }
      context.addToClasspath(path);
    }
    return null;
  }

  private static @Nullable Object load(String arguments, MagicContext context) throws IOException {
    Path file = Path.of(arguments);
    if (arguments.isBlank() || !Files.isRegularFile(file)) {
      throw context.usageError(
          "%load: there is no file " + file.toAbsolutePath() + ".\n%load snippets.jshell");
    }
    String text = Files.readString(file);
    @Nullable Object value = null;
    for (String cell : arguments.endsWith(".ipynb") ? codeCells(text) : List.of(text)) {
      value = context.evaluate(cell);
    }
    return value;
  }

  private static List<String> codeCells(String notebook) {
    List<String> result = new ArrayList<>();
    JsonArray cells = JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells");
    for (JsonElement element : cells) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        result.add(text(cell.get("source")));
      }
    }
    return result;
  }

  private static String text(JsonElement source) {
    return source.isJsonArray()
        ? StreamSupport.stream(source.getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsString)
            .collect(Collectors.joining())
        : source.getAsString();
  }

  private static @Nullable Object names(MagicContext context) {
    System.out.println(
        context.variables().stream().map(Variable::name).collect(Collectors.joining(" ")));
    return null;
  }

  private static String text(Variable variable) {
    return String.valueOf(Display.render(variable.value()).data().get(MimeBundle.TEXT));
  }

  private static @Nullable Object values(MagicContext context) {
    for (Variable variable : context.variables()) {
      String value = text(variable).replaceAll("\\s+", " ");
      String shown =
          value.length() > SHOWN_CHARACTERS ? value.substring(0, SHOWN_CHARACTERS) + "…" : value;
      System.out.printf("%s %s = %s%n", variable.type(), variable.name(), shown);
    }
    return null;
  }
}
