package linum.bench.steps;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import linum.bench.peers.Children;

/// What training steps and the making of variables cost, measured in processes of their own.
public final class Steps {
  private static final String INIT = "init of " + FirstInit.LAYERS + " layers in a fresh JVM, ";
  private static final double INIT_SECONDS = 1;

  private Steps() {}

  static String name(String model, String way) {
    return "training step, " + model + ", " + way;
  }

  static boolean matches(String name, String word) {
    return name.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  /// Measures everything whose name has a word in it, prints a table, and gives the rows.
  public static JsonArray run(String word) throws IOException, InterruptedException {
    Path cache = Files.createTempDirectory("linum-bench-steps");
    List<Row> rows = new ArrayList<>();
    try {
      String steps = new Children(cache).run(StepCosts.class, 1, word);
      JsonParser.parseString(steps)
          .getAsJsonArray()
          .forEach(row -> rows.add(new Gson().fromJson(row, Row.class)));
      Children fresh = new Children(cache.resolve("init"));
      for (String cached : List.of("cold", "warm")) {
        if (matches(INIT + cached, word)) {
          double seconds = Double.parseDouble(fresh.run(FirstInit.class, 1).strip());
          rows.add(Row.alone(INIT + cached, seconds, INIT_SECONDS));
        }
      }
    } finally {
      Children.delete(cache);
    }
    rows.forEach(System.out::println);
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(new Gson().toJsonTree(row)));
    return array;
  }
}
