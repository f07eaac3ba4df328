package linum.kernel.comm;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The targets that front ends may open comms with, and the comms that are open.
public final class Comms {
  private record Open(Comm comm, CommListener listener) {}

  private final Map<String, CommTarget> targets = new ConcurrentHashMap<>();
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final BiConsumer<String, JsonObject> publisher;

  /// A registry that publishes messages by type and content.
  public Comms(BiConsumer<String, JsonObject> publisher) {
    this.publisher = publisher;
  }

  /// Sets what answers comms opened for a target.
  public void register(String target, CommTarget answer) {
    targets.put(target, answer);
  }

  /// Opens a comm from the kernel's side.
  public Comm open(String target, JsonObject data, CommListener listener) {
    Comm comm = new Comm(UUID.randomUUID().toString(), target, this);
    open.put(comm.id(), new Open(comm, listener));
    JsonObject content = content(comm.id(), data);
    content.addProperty("target_name", target);
    publisher.accept("comm_open", content);
    return comm;
  }

  /// The open comms' targets by comm id, of one target or, if that is empty, of all.
  public Map<String, String> targetsById(String target) {
    Map<String, String> result = new ConcurrentHashMap<>();
    open.forEach((id, entry) -> {
      if (target.isEmpty() || entry.comm().target().equals(target)) {
        result.put(id, entry.comm().target());
      }
    });
    return result;
  }

  /// Handles the front end's opening; one for an unknown target is closed at once.
  public void opened(String id, String target, JsonObject data) {
    CommTarget answer = targets.get(target);
    if (answer == null) {
      send("comm_close", id, new JsonObject());
      return;
    }
    Comm comm = new Comm(id, target, this);
    open.put(id, new Open(comm, answer.opened(comm, data)));
  }

  /// Handles the front end's message; one for an unknown comm is dropped.
  public void received(String id, JsonObject data) {
    Open entry = open.get(id);
    if (entry != null) {
      entry.listener().message(data);
    }
  }

  /// Handles the front end's closing.
  public void closed(String id, JsonObject data) {
    Open entry = open.remove(id);
    if (entry != null) {
      entry.listener().closed(data);
    }
  }

  void forget(String id) {
    open.remove(id);
  }

  void send(String type, String id, JsonObject data) {
    publisher.accept(type, content(id, data));
  }

  private static JsonObject content(String id, JsonObject data) {
    JsonObject content = new JsonObject();
    content.addProperty("comm_id", id);
    content.add("data", data);
    return content;
  }
}
