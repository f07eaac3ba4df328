package linum.kernel;

import java.io.InterruptedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;
import linum.kernel.stream.PromptedInput;
import org.jspecify.annotations.Nullable;

/// Asks the front end of the running cell for the lines that `System.in` is read for.
final class StandardInput implements PromptedInput.Source {
  private final Post post;
  private final CellOutput output;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile @Nullable Message request;

  StandardInput(Post post, CellOutput output) {
    this.post = post;
    this.output = output;
  }

  /// From now on, the sender of this request is asked.
  void begin(Message execute) {
    request = execute;
  }

  /// Takes a line the front end sends.
  void received(Message reply) {
    lines.add(Json.string(reply.content(), "value", ""));
  }

  @Override
  public String line() throws InterruptedIOException {
    Message current = request;
    if (current == null || !Json.flag(current.content(), "allow_stdin", false)) {
      throw new IllegalStateException(
          "System.in: this front end cannot be asked for input.\n"
              + "Put the value into the code instead: String line = \"...\";");
    }
    output.flush();
    lines.clear(); // answers to questions that were interrupted
    post.ask(current, "input_request", Json.object("prompt", "", "password", false));
    try {
      return lines.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    }
  }
}
