package linum.kernel.comm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.kernel.protocol.Json;
import org.junit.jupiter.api.Test;

class CommsTest {
  private final List<String> sent = new ArrayList<>();
  private final Comms comms = new Comms((type, content) -> sent.add(type + content));

  @Test
  void letATargetTalk() {
    List<JsonObject> heard = new ArrayList<>();
    comms.register(
        "echo",
        (comm, _) ->
            data -> {
              heard.add(data);
              comm.send(data);
            });
    comms.opened("c", "echo", new JsonObject());
    assertThat(comms.targetsById("")).isEqualTo(Map.of("c", "echo"));
    comms.received("c", Json.object("x", 1));
    assertThat(heard).containsExactly(Json.object("x", 1));
    assertThat(sent).containsExactly("comm_msg{\"comm_id\":\"c\",\"data\":{\"x\":1}}");
    comms.closed("c", new JsonObject());
    assertThat(comms.targetsById("echo")).isEmpty();
  }

  @Test
  void refuseAnUnknownTarget() {
    comms.opened("c", "nobody", new JsonObject());
    assertThat(sent).containsExactly("comm_close{\"comm_id\":\"c\",\"data\":{}}");
  }

  @Test
  void areOpenedByTheKernelToo() {
    Comm comm = comms.open("widget", new JsonObject(), _ -> {});
    assertThat(sent.getFirst()).startsWith("comm_open").contains("\"target_name\":\"widget\"");
    comm.close(new JsonObject());
    assertThat(comms.targetsById("")).isEmpty();
  }
}
