package linum.kernel;

import com.google.gson.JsonObject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import linum.kernel.comm.Comms;
import linum.kernel.jshell.CellFailure;
import linum.kernel.magic.Interpreter;
import linum.kernel.protocol.Channel;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;

/// Takes the requests that run code, one after the other, on a thread of its own.
final class CellQueue {
  private static final String EXECUTE = "execute_request";
  private static final String TARGET = "target_name";

  private final LinkedBlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Interpreter> interpreter;
  private final CellRunner runner;
  private final CellOutput output;
  private final StandardInput input;
  private final Comms comms;
  private final Post post;
  private volatile boolean running;

  CellQueue(
      CompletableFuture<Interpreter> interpreter,
      CellRunner runner,
      CellOutput output,
      StandardInput input,
      Comms comms,
      Post post) {
    this.interpreter = interpreter;
    this.runner = runner;
    this.output = output;
    this.input = input;
    this.comms = comms;
    this.post = post;
  }

  /// Starts a session on the thread of the queue, then takes requests.
  void start(SessionStart start) {
    Thread.ofPlatform()
        .name("interpreter")
        .uncaughtExceptionHandler((_, problem) -> die(problem))
        .start(() -> loop(start));
  }

  /// Ends the process, which would answer no cell any more; the front end says that the kernel
  /// died, and its log has the reason.
  private static void die(Throwable problem) {
    var log =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    problem.printStackTrace(log);
    System.exit(1);
  }

  void add(Message request) {
    waiting.add(request);
  }

  /// Stops the running cell, if there is one.
  void interrupt() {
    if (running && interpreter.isDone()) {
      interpreter.join().session().interrupt();
    }
  }

  private void loop(SessionStart start) {
    Interpreter ready = start.start(text -> System.err.print(text));
    interpreter.complete(ready);
    start.warmUp(ready, waiting::isEmpty);
    try {
      while (true) {
        handle(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts this thread but to end it
    }
  }

  private void handle(Message request) {
    output.begin(request.header());
    input.begin(request);
    post.status("busy", request.header());
    JsonObject content = request.content();
    String comm = Json.string(content, "comm_id", "");
    JsonObject data = Json.child(content, "data");
    switch (request.type()) {
      case EXECUTE -> execute(request);
      case "comm_open" -> listen(() -> comms.opened(comm, Json.string(content, TARGET, ""), data));
      case "comm_msg" -> listen(() -> comms.received(comm, data));
      case "comm_close" -> listen(() -> comms.closed(comm, data));
      default -> throw new IllegalArgumentException("not for the queue: " + request.type());
    }
    output.flush();
    post.status("idle", request.header());
  }

  /// Lets a comm's listener run, as code of the user.
  private void listen(Runnable listener) {
    try {
      interpreter
          .join()
          .session()
          .call(() -> {
            listener.run();
            return null;
          });
    } catch (CellFailure e) {
      output.error(e.failure());
    }
  }

  private void execute(Message request) {
    JsonObject reply;
    running = true;
    try {
      reply = runner.execute(request.content());
    } finally {
      running = false;
    }
    post.reply(Channel.SHELL, request, reply);
    boolean failed = Json.string(reply, "status", "").equals("error");
    if (failed && Json.flag(request.content(), "stop_on_error", true)) {
      abortWaiting();
    }
  }

  /// What was sent before this failure was known counts on what failed.
  private void abortWaiting() {
    List<Message> aborted = new ArrayList<>();
    waiting.removeIf(next -> next.type().equals(EXECUTE) && aborted.add(next));
    for (Message next : aborted) {
      post.status("busy", next.header());
      post.reply(Channel.SHELL, next, Json.object("status", "aborted"));
      post.status("idle", next.header());
    }
  }
}
