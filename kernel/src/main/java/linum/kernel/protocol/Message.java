package linum.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/// One message of the protocol.
///
/// @param identities the routing frames in front; for [Channel#IOPUB] the topic
/// @param header who says what, with an id
/// @param parent the header of the message that caused this one, or an empty object
/// @param metadata free-form additions
/// @param content what the type of the message prescribes
public record Message(
    List<byte[]> identities,
    JsonObject header,
    JsonObject parent,
    JsonObject metadata,
    JsonObject content) {

  /// The message type, as `execute_request`.
  public String type() {
    return Json.string(header, "msg_type", "");
  }
}
