package linum.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes messages, and turns them into frames and back.
public final class MessageCodec {
  /// The version of Jupyter's messaging protocol that the kernel speaks.
  public static final String VERSION = "5.4";

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNED_PARTS = 4;

  private final String session = UUID.randomUUID().toString();
  private final Signer signer;

  /// A codec that signs with the given key.
  public MessageCodec(String key) {
    this.signer = new Signer(key);
  }

  /// A new message of the kernel.
  ///
  /// @param identities the frames that route it
  /// @param parent the header of the message that caused it, or an empty object
  public Message message(
      List<byte[]> identities, String type, JsonObject parent, JsonObject content) {
    JsonObject header =
        Json.object(
            "msg_id",
            UUID.randomUUID().toString(),
            "session",
            session,
            "username",
            "kernel",
            "date",
            Instant.now().toString(),
            "msg_type",
            type,
            "version",
            VERSION);
    return new Message(identities, header, parent, new JsonObject(), content);
  }

  /// The frames of a message, signed.
  public List<byte[]> encode(Message message) {
    List<byte[]> parts =
        List.of(
            bytes(message.header()),
            bytes(message.parent()),
            bytes(message.metadata()),
            bytes(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(parts));
    frames.addAll(parts);
    return frames;
  }

  /// The message in the frames; empty if they are not one, or not signed with our key. Binary
  /// buffers after the content are dropped.
  public Optional<Message> decode(List<byte[]> frames) {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    int first = delimiter + 2;
    if (first + SIGNED_PARTS > frames.size()) {
      return Optional.empty();
    }
    List<byte[]> parts = frames.subList(first, first + SIGNED_PARTS);
    if (!signer.verify(frames.get(delimiter + 1), parts)) {
      return Optional.empty();
    }
    try {
      List<byte[]> identities = List.copyOf(frames.subList(0, delimiter));
      return Optional.of(
          new Message(
              identities,
              object(parts.get(0)),
              object(parts.get(1)),
              object(parts.get(2)),
              object(parts.get(3))));
    } catch (JsonParseException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(JsonObject object) {
    return Json.text(object).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject object(byte[] json) {
    return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
  }
}
