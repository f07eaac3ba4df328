package linum.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.MessageCodec;

/// What the kernel says about itself.
final class KernelInfo {
  private static final String VERSION = "0.1.0";

  private KernelInfo() {}

  static JsonObject content() {
    String java = Runtime.version().toString();
    JsonObject language =
        Json.object(
            "name", "java",
            "version", java,
            "mimetype", "text/x-java-source",
            "file_extension", ".jshell",
            "pygments_lexer", "java",
            "codemirror_mode", "text/x-java",
            "nbconvert_exporter", "script");
    String api =
        "https://docs.oracle.com/en/java/javase/" + Runtime.version().feature() + "/docs/api/";
    return Json.object(
        "status",
        "ok",
        "protocol_version",
        MessageCodec.VERSION,
        "implementation",
        "linum",
        "implementation_version",
        VERSION,
        "language_info",
        language,
        "banner",
        "Linum kernel " + VERSION + ", Java " + java,
        "debugger",
        false,
        "help_links",
        List.of(Json.object("text", "Java API", "url", api)));
  }
}
