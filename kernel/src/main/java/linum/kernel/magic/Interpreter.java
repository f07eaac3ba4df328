package linum.kernel.magic;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import linum.kernel.jshell.CellFailure;
import linum.kernel.jshell.CellSource;
import linum.kernel.jshell.Failure;
import linum.kernel.jshell.Piece;
import linum.kernel.jshell.Session;
import linum.kernel.jshell.Session.Result;
import linum.kernel.jshell.Variable;
import org.jspecify.annotations.Nullable;

/// Runs cells: Java by the session, magics by the registry.
public final class Interpreter implements MagicContext {
  private static final Pattern CELL_MAGIC =
      Pattern.compile("\\s*%%(\\w+)[ \\t]*([^\\n]*)(?:\\n(.*))?", Pattern.DOTALL);
  private static final String USAGE = "MagicError";

  private final Session session;
  private final MagicRegistry magics;

  /// An interpreter with the given magics.
  public Interpreter(Session session, MagicRegistry magics) {
    this.session = session;
    this.magics = magics;
  }

  /// The session that runs Java.
  public Session session() {
    return session;
  }

  /// Runs a cell.
  ///
  /// @return the value of its last piece
  /// @throws CellFailure if it does not compile, throws, or is interrupted
  public Result run(CellSource cell) {
    Matcher cellMagic = CELL_MAGIC.matcher(cell.code());
    if (cellMagic.matches()) {
      return run(cellMagic);
    }
    Result result = Result.NONE;
    for (Piece piece : session.split(cell.code())) {
      result =
          switch (piece) {
            case Piece.Java java -> session.run(java, cell);
            case Piece.Magic magic -> run(magic, cell);
          };
    }
    return result;
  }

  private Result run(Matcher cell) {
    String name = cell.group(1);
    String arguments = cell.group(2).strip();
    String body = cell.group(3) == null ? "" : cell.group(3);
    CellMagic magic = magics.cell(name).orElseThrow(() -> unknown("%%" + name));
    return new Result(session.call(() -> magic.run(arguments, body, this)), true);
  }

  private Result run(Piece.Magic piece, CellSource cell) {
    LineMagic magic = magics.line(piece.name()).orElseThrow(() -> unknown("%" + piece.name()));
    Object value = session.call(() -> magic.run(piece.arguments(), this));
    if (piece.target().isEmpty()) {
      return new Result(value, true);
    }
    String expression = MagicValue.put(value, piece.target().matches("(?:final\\s+)?var\\s.*"));
    String assignment = piece.target() + " = " + expression + ";";
    return session.run(new Piece.Java(assignment, piece.offset(), Piece.End.SEMICOLON), cell);
  }

  private CellFailure unknown(String name) {
    return usageError("there is no magic " + name + ".\n%lsmagic lists those there are.");
  }

  @Override
  public @Nullable Object evaluate(String source) {
    return run(new CellSource("the magic's argument", source)).value();
  }

  @Override
  public Callable<@Nullable Object> compile(String source) {
    List<Piece> pieces = session.split(source);
    boolean expression =
        pieces.size() == 1
            && pieces.getFirst() instanceof Piece.Java java
            && java.end() == Piece.End.OPEN;
    if (expression) {
      try {
        return callable("(java.util.concurrent.Callable<Object>) () -> ", source, "");
      } catch (CellFailure e) {
        if (!e.failure().name().equals(Failure.COMPILATION)) {
          throw e;
        }
      }
    }
    String end = expression ? ";" : "";
    return callable(
        "(java.util.concurrent.Callable<Object>) () -> { ", source, end + "\nreturn null; }");
  }

  @SuppressWarnings("unchecked") // the source is a cast to Callable<Object>
  private Callable<@Nullable Object> callable(String prefix, String source, String suffix) {
    CellSource cell = new CellSource("the magic's argument", source);
    String text = prefix + source + suffix;
    Result result = session.run(new Piece.Java(text, -prefix.length(), Piece.End.OPEN), cell);
    if (result.value() == null) {
      throw new IllegalStateException("a lambda cannot be null");
    }
    return (Callable<@Nullable Object>) result.value();
  }

  @Override
  public List<Variable> variables() {
    return session.variables();
  }

  @Override
  public void addToClasspath(String path) {
    session.addToClasspath(path);
  }

  @Override
  public MagicRegistry magics() {
    return magics;
  }

  @Override
  public CellFailure usageError(String message) {
    return session.failure(USAGE, message);
  }
}
