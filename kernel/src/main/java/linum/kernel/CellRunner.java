package linum.kernel;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import linum.kernel.display.Display;
import linum.kernel.display.MimeBundle;
import linum.kernel.display.Renderers;
import linum.kernel.jshell.CellFailure;
import linum.kernel.jshell.CellSource;
import linum.kernel.jshell.Failure;
import linum.kernel.jshell.Session.Result;
import linum.kernel.magic.Interpreter;
import linum.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/// Executes requests: runs the code, shows what comes of it, writes the reply and the history.
final class CellRunner {
  private final CompletableFuture<Interpreter> interpreter;
  private final Renderers renderers;
  private final CellOutput output;
  private final History history;
  private int count;

  CellRunner(
      CompletableFuture<Interpreter> interpreter,
      Renderers renderers,
      CellOutput output,
      History history) {
    this.interpreter = interpreter;
    this.renderers = renderers;
    this.output = output;
    this.history = history;
  }

  /// Executes a request and gives the content of its reply.
  JsonObject execute(JsonObject request) {
    String code = Json.string(request, "code", "");
    boolean silent = Json.flag(request, "silent", false);
    boolean stored = !silent && Json.flag(request, "store_history", true);
    if (stored) {
      count++;
    }
    if (!silent) {
      output.input(code, count);
    }
    JsonObject reply;
    @Nullable String shown = null;
    try {
      MimeBundle result = result(new CellSource("cell " + count, code));
      if (result != null && !silent) {
        output.result(result, count);
        shown = String.valueOf(result.data().get(MimeBundle.TEXT));
      }
      reply = Json.object("status", "ok", "payload", Json.element(new Object[0]));
      reply.add("user_expressions", expressions(Json.child(request, "user_expressions")));
    } catch (CellFailure e) {
      reply = failed(e.failure(), silent);
    }
    reply.addProperty("execution_count", count);
    if (stored) {
      history.add(count, code, shown);
    }
    output.flush();
    return reply;
  }

  private JsonObject failed(Failure failure, boolean silent) {
    if (!silent) {
      output.error(failure);
    }
    JsonObject reply = CellOutput.content(failure);
    reply.addProperty("status", "error");
    return reply;
  }

  private @Nullable MimeBundle result(CellSource cell) {
    Interpreter ready = interpreter.join();
    ready.session().beginCell();
    try {
      Result result = ready.run(cell);
      Object value = result.value();
      boolean shown = value == null || !result.wanted() || Display.isLastId(value);
      return shown ? null : rendered(ready, value);
    } finally {
      ready.session().endCell();
    }
  }

  /// Renders on the thread of the user's code: a value's `toString` may be the user's, and loop.
  private MimeBundle rendered(Interpreter ready, @Nullable Object value) {
    MimeBundle bundle = (MimeBundle) ready.session().call(() -> renderers.render(value));
    return bundle == null ? MimeBundle.of("") : bundle;
  }

  private JsonObject expressions(JsonObject request) {
    JsonObject results = new JsonObject();
    for (String name : request.keySet()) {
      results.add(name, expression(name, request.get(name).getAsString()));
    }
    return results;
  }

  private JsonObject expression(String name, String code) {
    JsonObject result;
    try {
      MimeBundle value = result(new CellSource("expression " + name, code));
      result = CellOutput.content(value == null ? MimeBundle.of("null") : value);
      result.addProperty("status", "ok");
    } catch (CellFailure e) {
      result = CellOutput.content(e.failure());
      result.addProperty("status", "error");
    }
    return result;
  }
}
