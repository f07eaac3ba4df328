package linum.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import linum.kernel.display.DisplayPublisher;
import linum.kernel.display.MimeBundle;
import linum.kernel.jshell.Failure;
import linum.kernel.protocol.Json;
import linum.kernel.stream.BatchedOutput;

/// Everything a cell shows, in the order in which it shows it. What comes after the cell is over,
/// from a thread that it started, is shown there still, until the next cell begins; what comes
/// before the first cell is shown in that one.
final class CellOutput implements DisplayPublisher {
  private final Post post;
  private final List<JsonObject> early = new ArrayList<>();
  private volatile JsonObject parent = new JsonObject();
  private boolean begun;

  /// Standard output and standard error.
  final BatchedOutput out = new BatchedOutput(text -> stream("stdout", text));

  final BatchedOutput err = new BatchedOutput(text -> stream("stderr", text));

  CellOutput(Post post) {
    this.post = post;
  }

  /// From now on, what is shown belongs to the request with this header.
  void begin(JsonObject header) {
    flush();
    parent = header;
  }

  /// Sends what has been printed.
  void flush() {
    out.drain();
    err.drain();
  }

  void input(String code, int count) {
    publish("execute_input", Json.object("code", code, "execution_count", count));
    publishEarly();
  }

  private synchronized void publishEarly() {
    begun = true;
    early.forEach(content -> post.publish("stream", parent, content));
    early.clear();
  }

  void result(MimeBundle bundle, int count) {
    JsonObject content = content(bundle);
    content.addProperty("execution_count", count);
    publish("execute_result", content);
  }

  void error(Failure failure) {
    publish("error", content(failure));
  }

  @Override
  public void display(MimeBundle bundle, String id) {
    publish("display_data", content(bundle, id));
  }

  @Override
  public void update(MimeBundle bundle, String id) {
    publish("update_display_data", content(bundle, id));
  }

  @Override
  public void clear(boolean wait) {
    publish("clear_output", Json.object("wait", wait));
  }

  /// Publishes any other message as part of the cell.
  void publish(String type, JsonObject content) {
    flush();
    post.publish(type, parent, content);
  }

  /// A failure as the protocol says it.
  static JsonObject content(Failure failure) {
    return Json.object(
        "ename", failure.name(),
        "evalue", failure.message(),
        "traceback", failure.traceback());
  }

  /// A bundle as the protocol says it.
  static JsonObject content(MimeBundle bundle) {
    return Json.object("data", bundle.data(), "metadata", bundle.metadata());
  }

  private static JsonObject content(MimeBundle bundle, String id) {
    JsonObject content = content(bundle);
    content.add("transient", Json.object("display_id", id));
    return content;
  }

  private synchronized void stream(String name, String text) {
    JsonObject content = Json.object("name", name, "text", text);
    if (begun) {
      post.publish("stream", parent, content);
    } else {
      early.add(content);
    }
  }
}
