package linum.kernel.jshell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import linum.kernel.jshell.UserCodeControl.Ending;
import org.jspecify.annotations.Nullable;

/// A running Java session.
///
/// Cells come from one thread at a time; questions about code ([Assistance]) and [#interrupt] may
/// come from others meanwhile.
public final class Session implements AutoCloseable {

  /// What a piece of a cell gave.
  ///
  /// @param value the value, the object itself
  /// @param wanted whether the piece is an expression, so that its value is to be shown
  public record Result(@Nullable Object value, boolean wanted) {
    /// No value.
    public static final Result NONE = new Result(null, false);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final SessionVariables variables = new SessionVariables();
  private final UserThread userThread;
  private final UserCodeControl control;
  private final JShell shell;
  private final CellSplitter splitter;
  private final Placements placements;
  private final FailureReports reports;
  private final Assistance assistance;
  private final Consumer<String> warnings;
  private final Set<DeclarationSnippet> unresolved = new LinkedHashSet<>();

  /// Starts a session.
  ///
  /// @param docs documentation beyond what the JDK's sources have
  /// @param warnings told what the user should know but what is no failure
  public Session(DocIndex docs, Consumer<String> warnings) {
    this.warnings = warnings;
    UserClassLoader loader = new UserClassLoader(Session.class.getClassLoader(), variables);
    userThread = new UserThread(loader, warnings);
    control = new UserCodeControl(loader, userThread, lock);
    shell = JShell.builder().executionEngine(new Engine(control), Map.of()).build();
    splitter = new CellSplitter(shell.sourceCodeAnalysis());
    placements = new Placements(shell.sourceCodeAnalysis());
    reports = new FailureReports(placements);
    assistance = new Assistance(shell.sourceCodeAnalysis(), splitter, docs, lock);
  }

  private record Engine(UserCodeControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "in-process";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }

  /// Splits a cell into the pieces to run one after the other.
  public List<Piece> split(String code) {
    lock.lock();
    try {
      return splitter.split(code);
    } finally {
      lock.unlock();
    }
  }

  /// Answers what an editor asks about code.
  public Assistance assistance() {
    return assistance;
  }

  /// Runs one piece of a cell.
  ///
  /// @throws CellFailure if it does not compile, throws, or is interrupted
  public Result run(Piece.Java piece, CellSource cell) {
    checkInterrupt();
    lock.lock();
    try {
      Shortcut shortcut = Shortcut.of(piece);
      if (shortcut != null) {
        List<SnippetEvent> events = shell.eval(shortcut.source());
        if (events.stream().allMatch(event -> event.status() == Status.VALID)) {
          return result(events, piece, cell, shortcut.prefix().length());
        }
      }
      return result(shell.eval(piece.source()), piece, cell, 0);
    } finally {
      dropResult();
      variables.updateOldFields();
      lock.unlock();
    }
  }

  private void dropResult() {
    shell
        .variables()
        .filter(variable -> variable.name().equals(Shortcut.RESULT))
        .forEach(shell::drop);
    variables.forget(Shortcut.RESULT);
  }

  private Result result(List<SnippetEvent> events, Piece.Java piece, CellSource cell, int prefix) {
    Result result = Result.NONE;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        placements.add(event.snippet(), cell, piece.offset(), prefix);
        result = result(event, piece, cell);
      }
    }
    return result;
  }

  private Result result(SnippetEvent event, Piece.Java piece, CellSource cell) {
    Snippet snippet = event.snippet();
    Ending ending = control.takeEnding();
    if (ending.thrown() != null) {
      throw failure(ending.thrown(), event.exception());
    }
    switch (event.status()) {
      case REJECTED, NONEXISTENT ->
          throw new CellFailure(
              reports.compilation(shell.diagnostics(snippet).toList(), cell, piece.offset()), null);
      case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED ->
          declareLater((DeclarationSnippet) snippet);
      case VALID, OVERWRITTEN, DROPPED -> {}
    }
    boolean expression =
        snippet.kind() == Kind.EXPRESSION
            || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    boolean wanted =
        switch (piece.end()) {
          case SEMICOLON -> false;
          case BRACE -> expression;
          case OPEN -> true;
        };
    return new Result(ending.value(), wanted);
  }

  /// A method or class may use what a later cell declares; a variable of unknown type is an error.
  private void declareLater(DeclarationSnippet snippet) {
    if (snippet.kind() != Kind.VAR) {
      unresolved.add(snippet);
      return;
    }
    String missing = missing(snippet);
    shell.drop(snippet);
    String message = "cannot declare " + snippet.name() + ": " + missing + " is not declared";
    throw new CellFailure(reports.plain(Failure.COMPILATION, message), null);
  }

  private String missing(DeclarationSnippet snippet) {
    List<String> names = shell.unresolvedDependencies(snippet).toList();
    return names.isEmpty() ? "something it uses" : String.join(" and ", names);
  }

  private CellFailure failure(Throwable thrown, @Nullable JShellException asJShellSaysIt) {
    if (isInterrupt(thrown)) {
      return new CellFailure(reports.interrupt(), thrown);
    }
    if (asJShellSaysIt instanceof UnresolvedReferenceException reference) {
      DeclarationSnippet snippet = reference.getSnippet();
      String message =
          "%s cannot be used before %s is declared".formatted(snippet.name(), missing(snippet));
      return new CellFailure(reports.plain(Failure.COMPILATION, message), thrown);
    }
    return new CellFailure(reports.exception(thrown), thrown);
  }

  private boolean isInterrupt(Throwable thrown) {
    return thrown instanceof Cancellation.Cancelled
        || thrown instanceof UserThread.Abandoned
        || userThread.isInterrupted();
  }

  /// Runs code of the kernel, such as a magic, as if it were the user's: on the same thread, open
  /// to interrupts, its exceptions as failures of the cell.
  ///
  /// @throws CellFailure if it throws or is interrupted
  public @Nullable Object call(Callable<@Nullable Object> code) {
    checkInterrupt();
    try {
      return userThread.call(code);
    } catch (CellFailure e) {
      throw e;
    } catch (Exception | Error e) { // whatever the code throws is the cell's failure
      throw failure(e, null);
    }
  }

  /// Runs declarations such as imports. One that fails, by a mistake of who wrote it, is warned of
  /// and left out.
  public void declare(List<String> sources) {
    for (String source : sources) {
      try {
        run(new Piece.Java(source, 0, Piece.End.SEMICOLON), new CellSource("start-up", source));
      } catch (CellFailure e) {
        warnings.accept("start-up: %s was left out: %s%n".formatted(source, e.failure().message()));
      }
    }
  }

  /// Prepares for a new cell: an interrupt from now on is for it.
  public void beginCell() {
    userThread.begin();
  }

  /// Says what the methods and classes of this cell still lack.
  public void endCell() {
    for (DeclarationSnippet snippet : unresolved) {
      Status status = shell.status(snippet);
      if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
        warnings.accept(
            "%s cannot be used before %s is declared.\n"
                .formatted(snippet.name(), missing(snippet)));
      }
    }
    unresolved.clear();
  }

  /// Stops the running cell.
  public void interrupt() {
    userThread.interrupt();
  }

  private void checkInterrupt() {
    if (userThread.isInterrupted()) {
      throw new CellFailure(reports.interrupt(), null);
    }
  }

  /// The report of a failure that has no place in a cell.
  public CellFailure failure(String name, String message) {
    return new CellFailure(reports.plain(name, message), null);
  }

  /// Makes the classes of a jar or folder known to the session.
  public void addToClasspath(String path) {
    lock.lock();
    try {
      shell.addToClasspath(path);
    } finally {
      lock.unlock();
    }
  }

  /// The variables of the session, in the order of their declaration.
  public List<Variable> variables() {
    lock.lock();
    try {
      List<Variable> result = new ArrayList<>();
      shell
          .variables()
          .filter(snippet -> snippet.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
          .forEach(snippet ->
              result.add(
                  new Variable(
                      snippet.typeName(),
                      snippet.name(),
                      variables.value(snippet.name()).orElse(null))));
      return result;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    shell.close();
  }
}
