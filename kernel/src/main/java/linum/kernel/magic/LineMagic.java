package linum.kernel.magic;

import org.jspecify.annotations.Nullable;

/// What `%name arguments` does.
@FunctionalInterface
public interface LineMagic {
  /// Runs the magic, on the thread of the user's code, where an interrupt reaches it.
  ///
  /// @param arguments the rest of the line
  /// @return the value, shown as that of an expression; `null` for none
  /// @throws Exception anything; it is shown as the cell's error
  @Nullable Object run(String arguments, MagicContext context) throws Exception;
}
