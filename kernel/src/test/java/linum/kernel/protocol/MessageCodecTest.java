package linum.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec("key");
  private final byte[] identity = {1, 2};

  private List<byte[]> frames() {
    Message message =
        codec.message(List.of(identity), "status", new JsonObject(), Json.object("a", "ü"));
    return new ArrayList<>(codec.encode(message));
  }

  @Test
  void readsWhatItWrites() {
    Message message = codec.decode(frames()).orElseThrow();
    assertThat(message.type()).isEqualTo("status");
    assertThat(message.content()).isEqualTo(Json.object("a", "ü"));
    assertThat(message.identities()).containsExactly(identity);
  }

  @Test
  void signsAsTheProtocolSays() { // HMAC-SHA256, a published test vector
    byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);
    assertThat(new String(new Signer("key").sign(List.of(text)), StandardCharsets.US_ASCII))
        .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @Test
  void refusesAMessageThatIsNotSignedWithTheKey() {
    assertThat(new MessageCodec("another").decode(frames())).isEmpty();
  }

  @Test
  void refusesAChangedMessage() {
    List<byte[]> frames = frames();
    frames.set(frames.size() - 1, "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(codec.decode(frames)).isEmpty();
  }

  @Test
  void refusesWhatIsNoMessage() {
    assertThat(codec.decode(List.of(identity))).isEmpty();
  }

  @Test
  void readsConnectionFiles() {
    ConnectionInfo connection =
        ConnectionInfo.parse(
            """
            {"transport": "tcp", "ip": "127.0.0.1", "shell_port": 1, "control_port": 2,
             "stdin_port": 3, "iopub_port": 4, "hb_port": 5, "key": "k",
             "signature_scheme": "hmac-sha256"}\
            """);
    assertThat(connection).isEqualTo(new ConnectionInfo("tcp", "127.0.0.1", 1, 2, 3, 4, 5, "k"));
    assertThat(connection.endpoint(4)).isEqualTo("tcp://127.0.0.1:4");
  }
}
