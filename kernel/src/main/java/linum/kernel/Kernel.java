package linum.kernel;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import linum.kernel.comm.Comms;
import linum.kernel.magic.Interpreter;
import linum.kernel.protocol.Channel;
import linum.kernel.protocol.ConnectionInfo;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;
import linum.kernel.protocol.MessageCodec;
import linum.kernel.protocol.Wire;
import linum.kernel.stream.PromptedInput;
import org.jspecify.annotations.Nullable;

/// A kernel: hands each message to the thread that answers it.
///
/// There is one in a process, since it takes the process's standard streams.
public final class Kernel {
  private static final int LAST_WORDS_MILLIS = 1500;

  private final Wire wire;
  private final Post post;
  private final CellOutput output;
  private final StandardInput input;
  private final Comms comms;
  private final History history = new History();
  private final CompletableFuture<Interpreter> interpreter = new CompletableFuture<>();
  private final SessionStart sessionStart;
  private final EditorRequests editor;
  private final CellQueue cells;
  private final ExecutorService shell = thread("shell");
  private final ExecutorService control = thread("control");

  /// A kernel at the given sockets; they are bound at once.
  public Kernel(ConnectionInfo connection) {
    MessageCodec codec = new MessageCodec(connection.key());
    wire = new Wire(connection, codec, this::received);
    post = new Post(wire, codec);
    output = new CellOutput(post);
    input = new StandardInput(post, output);
    comms = new Comms(output::publish);
    sessionStart = new SessionStart(output);
    editor = new EditorRequests(interpreter, sessionStart.magics());
    CellRunner runner = new CellRunner(interpreter, sessionStart.renderers(), output, history);
    cells = new CellQueue(interpreter, runner, output, input, comms, post);
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Takes the standard streams and starts to answer; the session starts in the background.
  public void start() {
    System.setOut(new PrintStream(output.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(output.err, true, StandardCharsets.UTF_8));
    System.setIn(new PromptedInput(input));
    post.status("starting", new JsonObject());
    wire.start();
    cells.start(sessionStart);
  }

  private void received(Channel channel, Message message) {
    switch (channel) {
      case SHELL -> shell.execute(() -> handle(Channel.SHELL, message));
      case CONTROL -> control.execute(() -> handle(Channel.CONTROL, message));
      case STDIN -> input.received(message);
      case IOPUB -> throw new IllegalArgumentException("nobody sends to iopub");
    }
  }

  private void handle(Channel channel, Message request) {
    switch (request.type()) {
      case "execute_request", "comm_open", "comm_msg", "comm_close" -> cells.add(request);
      default -> answer(channel, request);
    }
  }

  private void answer(Channel channel, Message request) {
    post.status("busy", request.header());
    JsonObject reply;
    try {
      reply = reply(request);
    } catch (RuntimeException e) { // one question without an answer must not end the kernel
      reply = Json.object("status", "error", "ename", e.getClass().getName());
      reply.addProperty("evalue", String.valueOf(e.getMessage()));
      reply.add("traceback", Json.element(new Object[0]));
    }
    if (reply != null) {
      post.reply(channel, request, reply);
    }
    if (request.type().equals("shutdown_request")) {
      end(request, reply == null ? new JsonObject() : reply);
    }
    post.status("idle", request.header());
  }

  /// The content of the reply, or `null` for a message of an unknown type.
  private @Nullable JsonObject reply(Message request) {
    JsonObject content = request.content();
    return switch (request.type()) {
      case "kernel_info_request" -> KernelInfo.content();
      case "complete_request" -> editor.complete(content);
      case "inspect_request" -> editor.inspect(content);
      case "is_complete_request" -> editor.isComplete(content);
      case "history_request" -> Json.object("status", "ok", "history", history.find(content));
      case "comm_info_request" -> commInfo(content);
      case "interrupt_request" -> {
        cells.interrupt();
        yield Json.object("status", "ok");
      }
      case "shutdown_request" ->
          Json.object("status", "ok", "restart", Json.flag(content, "restart", false));
      default -> null;
    };
  }

  private JsonObject commInfo(JsonObject request) {
    JsonObject found = new JsonObject();
    comms
        .targetsById(Json.string(request, "target_name", ""))
        .forEach((id, target) -> found.add(id, Json.object("target_name", target)));
    return Json.object("status", "ok", "comms", found);
  }

  /// Tells everybody, sends what is left and ends the process, whatever the user's threads do.
  private void end(Message request, JsonObject reply) {
    output.flush();
    post.publish("shutdown_reply", request.header(), reply);
    post.status("idle", request.header());
    wire.close();
    Thread.ofPlatform().daemon().start(Kernel::haltAfterLastWords);
    System.exit(0);
  }

  private static void haltAfterLastWords() {
    try {
      Thread.sleep(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0); // a shutdown hook of the user hangs
  }
}
