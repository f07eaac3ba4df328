package linum.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import linum.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/// The cells of this session, kept as long as the kernel lives.
final class History {
  private static final int CURRENT_SESSION = 0;

  private record Entry(int line, String input, @Nullable String output) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(int line, String input, @Nullable String output) {
    entries.add(new Entry(line, input, output));
  }

  /// Answers a history request: the last cells, a range of cells, or those that match a pattern.
  synchronized JsonArray find(JsonObject request) {
    int count = Json.integer(request, "n", entries.size());
    List<Entry> found =
        switch (Json.string(request, "hist_access_type", "tail")) {
          case "range" -> range(request);
          case "search" -> last(search(request), count);
          default -> last(entries, count);
        };
    boolean withOutput = Json.flag(request, "output", false);
    JsonArray result = new JsonArray();
    found.forEach(entry -> result.add(row(entry, withOutput)));
    return result;
  }

  private List<Entry> range(JsonObject request) {
    if (Json.integer(request, "session", CURRENT_SESSION) != CURRENT_SESSION) {
      return List.of(); // earlier sessions are not kept
    }
    int start = Json.integer(request, "start", 0);
    int stop = Json.integer(request, "stop", Integer.MAX_VALUE);
    return entries.stream().filter(e -> e.line() >= start && e.line() < stop).toList();
  }

  private List<Entry> search(JsonObject request) {
    Pattern pattern = glob(Json.string(request, "pattern", "*"));
    List<Entry> found = entries.stream().filter(e -> pattern.matcher(e.input()).matches()).toList();
    if (!Json.flag(request, "unique", false)) {
      return found;
    }
    Map<String, Entry> unique = new LinkedHashMap<>();
    for (Entry entry : found) {
      unique.remove(entry.input()); // so that the latest place counts
      unique.put(entry.input(), entry);
    }
    return List.copyOf(unique.values());
  }

  private static Pattern glob(String glob) {
    String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  private static List<Entry> last(List<Entry> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  private static JsonArray row(Entry entry, boolean withOutput) {
    JsonArray row = new JsonArray();
    row.add(CURRENT_SESSION);
    row.add(entry.line());
    if (withOutput) {
      JsonArray both = new JsonArray();
      both.add(entry.input());
      both.add(entry.output());
      row.add(both);
    } else {
      row.add(entry.input());
    }
    return row;
  }
}
