package linum.kernel.magic;

import org.jspecify.annotations.Nullable;

/// What a cell that starts with `%%name arguments` does.
@FunctionalInterface
public interface CellMagic {
  /// Runs the magic, on the thread of the user's code, where an interrupt reaches it.
  ///
  /// @param arguments the rest of the first line
  /// @param body the other lines
  /// @return the value, shown as that of an expression; `null` for none
  /// @throws Exception anything; it is shown as the cell's error
  @Nullable Object run(String arguments, String body, MagicContext context) throws Exception;
}
