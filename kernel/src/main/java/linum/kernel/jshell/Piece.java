package linum.kernel.jshell;

/// A part of a cell that is run as one step.
public sealed interface Piece {

  /// Where the part starts in the cell.
  int offset();

  /// How a snippet ends, which tells what it may be without compiling it.
  enum End {
    /// By a semicolon, written or understood: a statement or declaration. Its value is not wanted.
    SEMICOLON,
    /// By a brace: a declaration or statement, seldom an expression.
    BRACE,
    /// By neither: an expression, whose value is wanted.
    OPEN
  }

  /// One Java snippet.
  ///
  /// @param source the snippet, with a semicolon where it needs one
  record Java(String source, int offset, End end) implements Piece {}

  /// A line magic.
  ///
  /// @param target what the value is assigned to, as `var x`; empty for none
  /// @param name the magic's name without `%`
  /// @param arguments the rest of the line
  record Magic(String target, String name, String arguments, int offset) implements Piece {}
}
