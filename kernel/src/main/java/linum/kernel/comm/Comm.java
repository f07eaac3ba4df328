package linum.kernel.comm;

import com.google.gson.JsonObject;

/// One open conversation.
///
/// @param id the id both sides know it by
/// @param target the name of what it was opened with
public record Comm(String id, String target, Comms registry) {

  /// Says something to the front end.
  public void send(JsonObject data) {
    registry.send("comm_msg", id, data);
  }

  /// Ends the conversation.
  public void close(JsonObject data) {
    registry.forget(id);
    registry.send("comm_close", id, data);
  }
}
