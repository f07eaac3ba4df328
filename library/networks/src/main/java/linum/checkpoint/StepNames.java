package linum.checkpoint;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How the folders of steps are named: `7`, `step_7`, `step_0007`.
record StepNames(@Nullable String prefix, @Nullable Integer fixedLength) {

  String of(long step) {
    String digits =
        fixedLength == null ? Long.toString(step) : ("%0" + fixedLength + "d").formatted(step);
    return prefix == null ? digits : prefix + "_" + digits;
  }

  /// The step of a folder; empty for other names.
  OptionalLong parse(String name) {
    String start = prefix == null ? "" : prefix + "_";
    String digits = name.startsWith(start) ? name.substring(start.length()) : "";
    if (!digits.matches("[0-9]{1,18}")) {
      return OptionalLong.empty();
    }
    long step = Long.parseLong(digits);
    return of(step).equals(name) ? OptionalLong.of(step) : OptionalLong.empty();
  }
}
