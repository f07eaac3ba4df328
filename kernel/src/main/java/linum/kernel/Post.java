package linum.kernel;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import linum.kernel.protocol.Channel;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;
import linum.kernel.protocol.MessageCodec;
import linum.kernel.protocol.Wire;

/// Sends the kernel's messages.
final class Post {
  private final Wire wire;
  private final MessageCodec codec;

  Post(Wire wire, MessageCodec codec) {
    this.wire = wire;
    this.codec = codec;
  }

  /// Answers a request to who sent it.
  void reply(Channel channel, Message request, JsonObject content) {
    String type = request.type().replace("_request", "_reply");
    wire.send(channel, codec.message(request.identities(), type, request.header(), content));
  }

  /// Asks who sent a request for something.
  void ask(Message request, String type, JsonObject content) {
    wire.send(Channel.STDIN, codec.message(request.identities(), type, request.header(), content));
  }

  /// Tells everybody.
  ///
  /// @param parent the header of the request that caused it
  void publish(String type, JsonObject parent, JsonObject content) {
    List<byte[]> topic = List.of(("kernel." + type).getBytes(StandardCharsets.US_ASCII));
    wire.send(Channel.IOPUB, codec.message(topic, type, parent, content));
  }

  /// Tells everybody whether the kernel is `busy` or `idle` with a request.
  void status(String state, JsonObject parent) {
    publish("status", parent, Json.object("execution_state", state));
  }
}
