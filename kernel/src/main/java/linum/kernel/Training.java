package linum.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import linum.kernel.display.DisplayPublisher;
import linum.kernel.display.MimeBundle;
import linum.kernel.jshell.CellSource;
import linum.kernel.magic.Interpreter;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.MessageCodec;

/// A session without a front end, for the JVM to learn from what a kernel loads and runs most:
///
/// ```
/// java -XX:AOTCacheOutput=kernel.aot «flags» -cp «class path» linum.kernel.Training
/// java -XX:AOTCache=kernel.aot «flags» -cp «class path» linum.kernel.Main «connection file»
/// ```
///
/// With the cache, start and first cell take about half the time. Flags and class path must be the
/// same in both; a cache that does not fit is ignored.
public final class Training {
  private static final int ROUNDS = 40;
  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "int trained = 1;",
          "int train(int n) { return n + trained; }",
          "record Trained(int n) {}",
          "List.of(1, 2).stream().map(n -> train(n)).toList()");

  private Training() {}

  /// Runs typical cells and ends.
  public static void main(String[] arguments) {
    SessionStart start = new SessionStart(new Unseen());
    Interpreter interpreter = start.start(_ -> {});
    MessageCodec codec = new MessageCodec("training");
    for (int i = 0; i < ROUNDS; i++) {
      for (String cell : CELLS) {
        Object value = interpreter.run(new CellSource("training", cell)).value();
        JsonObject content = CellOutput.content(start.renderers().render(value));
        var frames = codec.encode(codec.message(List.of(), "training", Json.object(), content));
        var _ = codec.decode(frames);
      }
    }
    start.warmUp(interpreter, () -> true);
    System.exit(0);
  }

  private static final class Unseen implements DisplayPublisher {
    @Override
    public void display(MimeBundle bundle, String id) {}

    @Override
    public void update(MimeBundle bundle, String id) {}

    @Override
    public void clear(boolean wait) {}
  }
}
