package linum.bench.peers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows as JSON: what a process tells the one that started it, and what `--json` writes.
///
/// `{"rows": [{"workload", "threads", "linum_s", "limit_s", "peers": {"xla": seconds}, "ratio",
/// "goal": {"xla": share}, "met", "min": {…}, "detail": {…}}]}`
final class Json {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private Json() {}

  static String of(List<Row> rows) {
    JsonObject all = new JsonObject();
    all.add("rows", array(rows));
    return GSON.toJson(all);
  }

  static JsonArray array(List<Row> rows) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(object(row)));
    return array;
  }

  private static JsonObject object(Row row) {
    JsonObject o = new JsonObject();
    o.addProperty("workload", row.workload());
    o.addProperty("threads", row.threads());
    add(o, "linum_s", row.linumSeconds());
    add(o, "limit_s", row.limitSeconds());
    o.add("peers", object(row.peers()));
    o.add("ratio", object(row.ratios()));
    o.add("goal", object(row.goal().shares()));
    if (row.goal().allowance() > 0) {
      o.addProperty("goal_plus_s", row.goal().allowance());
    }
    add(o, "goal_s", row.goalSeconds());
    if (row.met() != null) {
      o.addProperty("met", row.met());
    }
    o.add("min", object(row.minima()));
    o.add("detail", object(row.detail()));
    if (!row.remarks().isEmpty()) {
      o.add("remarks", GSON.toJsonTree(row.remarks()));
    }
    return o;
  }

  private static void add(JsonObject o, String name, @Nullable Double value) {
    if (value != null) {
      o.addProperty(name, value);
    }
  }

  private static JsonObject object(Map<String, Double> values) {
    JsonObject o = new JsonObject();
    values.forEach(o::addProperty);
    return o;
  }

  static List<Row> parse(String text) {
    List<Row> rows = new ArrayList<>();
    JsonParser.parseString(text)
        .getAsJsonObject()
        .getAsJsonArray("rows")
        .forEach(e -> rows.add(row(e.getAsJsonObject())));
    return rows;
  }

  private static Row row(JsonObject o) {
    List<String> remarks = new ArrayList<>();
    if (o.has("remarks")) {
      o.getAsJsonArray("remarks").forEach(r -> remarks.add(r.getAsString()));
    }
    Double allowance = number(o, "goal_plus_s");
    return new Row(
        o.get("workload").getAsString(),
        o.get("threads").getAsInt(),
        number(o, "linum_s"),
        number(o, "limit_s"),
        numbers(o, "peers"),
        numbers(o, "min"),
        numbers(o, "detail"),
        new Goal(numbers(o, "goal"), allowance == null ? 0 : allowance),
        number(o, "goal_s"),
        remarks);
  }

  private static @Nullable Double number(JsonObject o, String name) {
    JsonElement value = o.get(name);
    return value == null ? null : (Double) value.getAsDouble();
  }

  private static Map<String, Double> numbers(JsonObject o, String name) {
    Map<String, Double> values = new LinkedHashMap<>();
    o.getAsJsonObject(name)
        .entrySet()
        .forEach(e -> values.put(e.getKey(), e.getValue().getAsDouble()));
    return values;
  }
}
