package linum.kernel.jshell;

import java.util.List;

/// Why a cell did not succeed, as it is shown.
///
/// @param name the class of the exception, or [#COMPILATION] or [#INTERRUPT]
/// @param message what it says
/// @param traceback the lines to show, with ANSI colours
public record Failure(String name, String message, List<String> traceback) {
  /// The name of a failure to compile.
  public static final String COMPILATION = "CompilationError";

  /// The name of an interrupt, as front ends know it.
  public static final String INTERRUPT = "KeyboardInterrupt";

  public Failure {
    traceback = List.copyOf(traceback);
  }
}
