package linum.llvm.natives;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the cache knows of a program: which object files it consists of.
///
/// @param note a line that whoever kept it wrote
/// @param objects the names of the program's own object files
/// @param shared the names of those that it shares with others, by the names of their functions
record KeptProgram(String note, List<String> objects, Map<String, String> shared) {
  byte[] bytes() {
    StringBuilder text = new StringBuilder(note);
    text.append('\n').append(String.join(" ", objects));
    shared.forEach((name, object) -> text.append('\n').append(name).append(' ').append(object));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// What was written as [#bytes].
  ///
  /// @return null if these are not the bytes of one
  static @Nullable KeptProgram read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
    if (lines.length < 2) {
      return null;
    }
    Map<String, String> shared = new LinkedHashMap<>();
    for (int i = 2; i < lines.length; i++) {
      int space = lines[i].indexOf(' ');
      if (space < 0) {
        return null;
      }
      shared.put(lines[i].substring(0, space), lines[i].substring(space + 1));
    }
    return new KeptProgram(lines[0], List.of(lines[1].split(" ")), shared);
  }
}
