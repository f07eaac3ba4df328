package linum.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import linum.bench.peers.SideBySide;
import linum.bench.steps.Steps;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// All benchmarks: Linum beside its peers, training steps beside plain functions, then those of
/// JMH.
public final class Main {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private Main() {}

  /// Measures and prints.
  ///
  /// @param arguments `--only WORD` for those whose name has the word, and `--json FILE`
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    String word = "";
    String file = "";
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--only" -> word = arguments[i + 1];
        case "--json" -> file = arguments[i + 1];
        default -> throw new IllegalArgumentException("no option " + arguments[i]);
      }
    }
    JsonObject all = new JsonObject();
    all.add("rows", SideBySide.run(word));
    all.add("steps", Steps.run(word));
    all.add("jmh", jmh(word));
    if (!file.isEmpty()) {
      Files.writeString(Path.of(file), GSON.toJson(all) + "\n");
    }
  }

  private static JsonArray jmh(String word) throws IOException, RunnerException {
    Path results = Files.createTempFile("linum-jmh", ".json");
    try {
      new Runner(
              new OptionsBuilder()
                  .include(".*" + Pattern.quote(word) + ".*")
                  .jvmArgsAppend("-Xmx2g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                  .resultFormat(ResultFormatType.JSON)
                  .result(results.toString())
                  .build())
          .run();
      return JsonParser.parseString(Files.readString(results)).getAsJsonArray();
    } catch (NoBenchmarksException e) {
      return new JsonArray();
    } finally {
      Files.delete(results);
    }
  }
}
