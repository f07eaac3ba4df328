package linum.kernel.client;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import linum.kernel.protocol.Message;

/// What came back for one request.
///
/// @param content of the reply; empty if there was none
/// @param published what was published with the request as parent, in order
public record Answer(JsonObject content, List<Message> published) {

  public String status() {
    return content.get("status").getAsString();
  }

  /// The types of the published messages, status messages as `status:busy`.
  public List<String> types() {
    return published.stream()
        .map(message ->
            message.content().has("execution_state")
                ? "status:" + message.content().get("execution_state").getAsString()
                : message.type())
        .toList();
  }

  /// The contents of the published messages of a type.
  public List<JsonObject> all(String type) {
    return published.stream()
        .filter(message -> message.type().equals(type))
        .map(Message::content)
        .toList();
  }

  /// The content of the only published message of a type.
  public JsonObject only(String type) {
    List<JsonObject> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type + " but got " + types() + " " + content);
    }
    return found.getFirst();
  }

  /// The result in a format.
  public String result(String mimeType) {
    return only("execute_result").getAsJsonObject("data").get(mimeType).getAsString();
  }

  /// The result as plain text.
  public String result() {
    return result("text/plain");
  }

  /// Everything printed to a stream.
  public String printed(String stream) {
    return all("stream").stream()
        .filter(content -> content.get("name").getAsString().equals(stream))
        .map(content -> content.get("text").getAsString())
        .collect(Collectors.joining());
  }

  /// The traceback without colours.
  public String traceback() {
    return only("error").getAsJsonArray("traceback").asList().stream()
        .map(line -> line.getAsString().replaceAll("\u001b\\[[0-9;]*m", ""))
        .collect(Collectors.joining("\n"));
  }
}
