package linum.ir;

import org.jspecify.annotations.Nullable;

/// Where in the user's program an equation was made.
///
/// @param scope names given by `namedScope`, outermost first, joined by `/`; empty if there is none
public record SourceInfo(@Nullable String file, int line, @Nullable String method, String scope) {
  public static final SourceInfo UNKNOWN = new SourceInfo(null, -1, null, "");

  @Override
  public String toString() {
    return file == null
        ? "unknown"
        : file + ":" + line + (method == null ? "" : " (" + method + ")");
  }
}
