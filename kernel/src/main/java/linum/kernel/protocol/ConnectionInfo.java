package linum.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the front end expects the kernel's sockets, as the connection file says.
///
/// @param transport `tcp` or `ipc`
/// @param ip the address to bind to, a path prefix for `ipc`
/// @param key the secret that signs messages; empty for unsigned messages
public record ConnectionInfo(
    String transport,
    String ip,
    int shell,
    int control,
    int stdin,
    int iopub,
    int heartbeat,
    String key) {

  /// Reads a connection file.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public static ConnectionInfo read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the connection file " + file, e);
    }
  }

  /// Parses the text of a connection file.
  public static ConnectionInfo parse(String json) {
    JsonObject file = JsonParser.parseString(json).getAsJsonObject();
    return new ConnectionInfo(
        file.get("transport").getAsString(),
        file.get("ip").getAsString(),
        file.get("shell_port").getAsInt(),
        file.get("control_port").getAsInt(),
        file.get("stdin_port").getAsInt(),
        file.get("iopub_port").getAsInt(),
        file.get("hb_port").getAsInt(),
        file.get("key").getAsString());
  }

  /// The endpoint of the socket with the given port.
  public String endpoint(int port) {
    return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
  }
}
