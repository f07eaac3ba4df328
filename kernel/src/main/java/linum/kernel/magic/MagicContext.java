package linum.kernel.magic;

import java.util.List;
import java.util.concurrent.Callable;
import linum.kernel.jshell.CellFailure;
import linum.kernel.jshell.Variable;
import org.jspecify.annotations.Nullable;

/// What a magic can do with the session it runs in. To show something, it calls
/// `linum.kernel.display.Display.display(value)` or prints.
public interface MagicContext {
  /// Runs source as if it were a cell and gives the value of its last expression, the object
  /// itself.
  ///
  /// @throws CellFailure if it does not compile or throws; a magic lets it pass
  @Nullable Object evaluate(String source);

  /// Compiles an expression or statement to be run many times without compiling it again.
  ///
  /// @throws CellFailure if it does not compile
  Callable<@Nullable Object> compile(String source);

  /// The variables of the session, in the order of their declaration.
  List<Variable> variables();

  /// Makes the classes of a jar or folder known to the session.
  void addToClasspath(String path);

  /// All magics.
  MagicRegistry magics();

  /// An error in the use of the magic, to be thrown; shown without a stack trace.
  CellFailure usageError(String message);
}
