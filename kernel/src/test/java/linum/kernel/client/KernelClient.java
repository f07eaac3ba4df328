package linum.kernel.client;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import linum.kernel.Main;
import linum.kernel.protocol.Channel;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;
import linum.kernel.protocol.MessageCodec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// Starts a kernel as a front end does, in a process of its own, and speaks with it. For one
/// thread.
public final class KernelClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "a secret of the tests";

  private record Received(Channel channel, Message message) {}

  private final ZContext context = new ZContext();
  private final MessageCodec codec = new MessageCodec(KEY);
  private final Map<Channel, ZMQ.Socket> sockets;
  private final ZMQ.Socket heartbeat;
  private final List<Received> received = new ArrayList<>();
  private final Process process;

  private KernelClient(Process process, List<Integer> ports) {
    this.process = process;
    sockets =
        Map.of(
            Channel.SHELL, connect(SocketType.DEALER, ports.get(0)),
            Channel.CONTROL, connect(SocketType.DEALER, ports.get(1)),
            Channel.STDIN, connect(SocketType.DEALER, ports.get(2)),
            Channel.IOPUB, connect(SocketType.SUB, ports.get(3)));
    heartbeat = connect(SocketType.REQ, ports.get(4));
  }

  /// A kernel that has said what it is and is seen on every channel.
  public static KernelClient start(Path folder) {
    List<Integer> ports = freePorts();
    KernelClient client = new KernelClient(launch(folder, ports), ports);
    client.await(() -> client.any(Channel.IOPUB, "iopub_welcome"), "iopub_welcome");
    client.request(Channel.SHELL, "kernel_info_request", new JsonObject());
    return client;
  }

  private static List<Integer> freePorts() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        held.add(new ServerSocket(0));
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no free ports", e);
    }
    return held.stream().map(ServerSocket::getLocalPort).toList();
  }

  private static Process launch(Path folder, List<Integer> ports) {
    JsonObject connection =
        Json.object(
            "transport", "tcp", "ip", "127.0.0.1", "key", KEY, "signature_scheme", "hmac-sha256");
    List<String> names = List.of("shell", "control", "stdin", "iopub", "hb");
    for (int i = 0; i < names.size(); i++) {
      connection.addProperty(names.get(i) + "_port", ports.get(i));
    }
    try {
      Path file = Files.writeString(folder.resolve("connection.json"), Json.text(connection));
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              file.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a kernel", e);
    }
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    if (type == SocketType.SUB) {
      socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
    } else {
      socket.setIdentity("tests".getBytes(ZMQ.CHARSET));
    }
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  /// Sends a request and waits for the reply and the kernel's going idle.
  public Answer request(Channel channel, String type, JsonObject content) {
    return answer(send(channel, type, content));
  }

  /// Runs a cell.
  public Answer execute(String code) {
    return execute(code, new JsonObject());
  }

  /// Runs a cell with other settings than usual.
  public Answer execute(String code, JsonObject settings) {
    return answer(submit(code, settings));
  }

  /// Sends a cell and does not wait.
  ///
  /// @return the id of the request
  public String submit(String code) {
    return submit(code, new JsonObject());
  }

  private String submit(String code, JsonObject settings) {
    received.removeIf(next -> next.channel() == Channel.STDIN);
    JsonObject content =
        Json.object("code", code, "silent", false, "store_history", true, "allow_stdin", true);
    settings.entrySet().forEach(entry -> content.add(entry.getKey(), entry.getValue()));
    return send(Channel.SHELL, "execute_request", content);
  }

  /// Sends a message and does not wait.
  public String send(Channel channel, String type, JsonObject content) {
    Message message = codec.message(List.of(), type, new JsonObject(), content);
    List<byte[]> frames = codec.encode(message);
    ZMQ.Socket socket = socket(channel);
    for (int i = 0; i < frames.size() - 1; i++) {
      socket.sendMore(frames.get(i));
    }
    socket.send(frames.getLast());
    return message.header().get("msg_id").getAsString();
  }

  private ZMQ.Socket socket(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    if (socket == null) {
      throw new AssertionError("no socket for " + channel);
    }
    return socket;
  }

  /// Waits until a request is answered and done.
  public Answer answer(String id) {
    await(() -> find(id, false) != null && isIdle(id), "an answer");
    return new Answer(content(find(id, false)), published(id));
  }

  /// Waits until the kernel is done with a message that has no reply.
  public List<Message> done(String id) {
    await(() -> isIdle(id), "idle");
    return published(id);
  }

  /// Waits for a message that is published because of a request.
  public JsonObject awaitPublished(String id, String type) {
    await(() -> published(id).stream().anyMatch(m -> m.type().equals(type)), type);
    return published(id).stream()
        .filter(m -> m.type().equals(type))
        .findFirst()
        .orElseThrow()
        .content();
  }

  /// Waits for a message on a channel, whatever caused it.
  public JsonObject await(Channel channel, String type) {
    await(() -> any(channel, type), type);
    return received.stream()
        .filter(next -> next.channel() == channel && next.message().type().equals(type))
        .reduce((_, last) -> last)
        .orElseThrow()
        .message()
        .content();
  }

  private boolean any(Channel channel, String type) {
    return received.stream()
        .anyMatch(next -> next.channel() == channel && next.message().type().equals(type));
  }

  private boolean isIdle(String id) {
    return published(id).stream()
        .anyMatch(message -> "idle".equals(Json.string(message.content(), "execution_state", "")));
  }

  private List<Message> published(String id) {
    return received.stream()
        .filter(next -> next.channel() == Channel.IOPUB)
        .map(Received::message)
        .filter(message -> Json.string(message.parent(), "msg_id", "").equals(id))
        .toList();
  }

  private @Nullable Message find(String id, boolean published) {
    return received.stream()
        .filter(next -> (next.channel() == Channel.IOPUB) == published)
        .map(Received::message)
        .filter(message -> Json.string(message.parent(), "msg_id", "").equals(id))
        .filter(message -> !message.type().equals("input_request"))
        .findFirst()
        .orElse(null);
  }

  private static JsonObject content(@Nullable Message message) {
    return message == null ? new JsonObject() : message.content();
  }

  /// Receives until a condition holds.
  private void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ZMQ.Poller poller = context.createPoller(sockets.size());
    List<Channel> channels = List.copyOf(sockets.keySet());
    channels.forEach(channel -> poller.register(socket(channel), ZMQ.Poller.POLLIN));
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + what + "; got " + received);
      }
      poller.poll(left);
      for (int i = 0; i < channels.size(); i++) {
        if (poller.pollin(i)) {
          receive(channels.get(i));
        }
      }
    }
    poller.close();
  }

  private void receive(Channel channel) {
    List<byte[]> frames = new ArrayList<>();
    do {
      frames.add(socket(channel).recv());
    } while (socket(channel).hasReceiveMore());
    codec.decode(frames).ifPresent(message -> received.add(new Received(channel, message)));
  }

  /// What the kernel's heartbeat echoes.
  public String echo(String beat) {
    heartbeat.send(beat);
    return heartbeat.recvStr();
  }

  /// Interrupts the running cell.
  public void interrupt() {
    request(Channel.CONTROL, "interrupt_request", new JsonObject());
  }

  /// Whether the process has ended within a time.
  public boolean hasEnded(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    context.close();
  }
}
