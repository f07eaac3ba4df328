package linum.bench.steps;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;

/// A process that measures training steps, and prints a row for each as JSON.
public final class StepCosts {
  private static final int CHECKED_STEPS = 3;
  private static final double TOLERANCE = 1e-4;

  private StepCosts() {}

  /// Measures and prints.
  ///
  /// @param arguments the word that names have
  public static void main(String[] arguments) {
    List<Row> rows = new ArrayList<>();
    for (Model model : Models.all()) {
      List<String> names =
          List.of(Steps.name(model.name(), "TrainState"), Steps.name(model.name(), "nnx"));
      if (names.stream().anyMatch(name -> Steps.matches(name, arguments[0]))) {
        rows.addAll(measure(model, names));
      }
    }
    System.out.println(new Gson().toJson(rows));
  }

  private static List<Row> measure(Model model, List<String> names) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("by hand", model.byHand());
    ways.put("TrainState", model.trainState());
    ways.put("nnx", model.optimizer());
    check(model, ways);
    Comparison.Result result = new Comparison(List.copyOf(ways.values())).run();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(Row.step(names.get(i), result.first(), result.more().get(i)));
    }
    rows.forEach(System.err::println);
    return rows;
  }

  /// @throws IllegalStateException if the ways do not do the same
  private static void check(Model model, Map<String, Way> ways) {
    Map<String, Double> losses = new LinkedHashMap<>();
    ways.forEach((name, way) -> {
      Array loss = way.step();
      for (int i = 1; i < CHECKED_STEPS; i++) {
        loss = way.step();
      }
      losses.put(name, loss.item());
    });
    double first = losses.values().iterator().next();
    if (!losses.values().stream().allMatch(l -> Math.abs(l - first) <= TOLERANCE * first)) {
      throw new IllegalStateException(
          "%s: the losses after %d steps differ: %s"
              .formatted(model.name(), CHECKED_STEPS, losses));
    }
  }
}
