package linum.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import linum.kernel.jshell.Assistance;
import linum.kernel.jshell.Assistance.Completion;
import linum.kernel.jshell.Inspection;
import linum.kernel.magic.Interpreter;
import linum.kernel.magic.MagicRegistry;
import linum.kernel.protocol.Json;

/// Answers what a front end asks while the user types.
final class EditorRequests {
  private static final Pattern MAGIC_NAME =
      Pattern.compile("(?:^|.*\\n|.*=)\\s*(%{1,2}\\w*)", Pattern.DOTALL);

  private final CompletableFuture<Interpreter> interpreter;
  private final MagicRegistry magics;

  EditorRequests(CompletableFuture<Interpreter> interpreter, MagicRegistry magics) {
    this.interpreter = interpreter;
    this.magics = magics;
  }

  JsonObject complete(JsonObject request) {
    String code = Json.string(request, "code", "");
    int cursor = CodePoints.toIndex(code, Json.integer(request, "cursor_pos", 0));
    Matcher magic = MAGIC_NAME.matcher(code.substring(0, cursor));
    Completion completion =
        magic.matches() ? magics(magic.group(1), cursor) : assistance().complete(code, cursor);
    int start = CodePoints.fromIndex(code, completion.start());
    int end = CodePoints.fromIndex(code, completion.end());
    JsonObject metadata = new JsonObject();
    metadata.add("_jupyter_types_experimental", types(completion, start, end));
    return Json.object(
        "status", "ok",
        "matches", completion.matches(),
        "cursor_start", start,
        "cursor_end", end,
        "metadata", metadata);
  }

  private Completion magics(String typed, int cursor) {
    List<String> names =
        magics.descriptions().keySet().stream().filter(name -> name.startsWith(typed)).toList();
    return new Completion(names, cursor - typed.length(), cursor);
  }

  private static JsonArray types(Completion completion, int start, int end) {
    JsonArray types = new JsonArray();
    for (String match : completion.matches()) {
      types.add(Json.object("text", match, "type", type(match), "start", start, "end", end));
    }
    return types;
  }

  private static String type(String match) {
    if (match.startsWith("%")) {
      return "magic";
    }
    if (match.contains("(")) {
      return "function";
    }
    return Character.isUpperCase(match.codePointAt(0)) ? "class" : "instance";
  }

  JsonObject inspect(JsonObject request) {
    String code = Json.string(request, "code", "");
    int cursor = CodePoints.toIndex(code, Json.integer(request, "cursor_pos", 0));
    Optional<Inspection> found = assistance().inspect(code, cursor);
    JsonObject data =
        found
            .map(inspection ->
                Json.object(
                    "text/plain", inspection.text(),
                    "text/html", inspection.html(),
                    "text/markdown", inspection.markdown()))
            .orElseGet(JsonObject::new);
    return Json.object(
        "status", "ok", "found", found.isPresent(), "data", data, "metadata", new JsonObject());
  }

  JsonObject isComplete(JsonObject request) {
    String code = Json.string(request, "code", "");
    if (code.stripLeading().startsWith("%%")) { // ends at a blank line
      String status = code.endsWith("\n\n") ? "complete" : "incomplete";
      return Json.object("status", status, "indent", "");
    }
    return switch (assistance().completeness(code)) {
      case COMPLETE -> Json.object("status", "complete");
      case INCOMPLETE -> Json.object("status", "incomplete", "indent", indent(code));
      case INVALID -> Json.object("status", "invalid");
    };
  }

  /// The last line's indentation, one step more after an opening brace.
  private static String indent(String code) {
    String line = code.substring(code.lastIndexOf('\n') + 1);
    String space = line.substring(0, line.length() - line.stripLeading().length());
    return line.endsWith("{") ? space + "  " : space;
  }

  private Assistance assistance() {
    return interpreter.join().session().assistance();
  }
}
