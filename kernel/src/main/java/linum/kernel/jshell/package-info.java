/// A Java session on the JShell API: cells in, values and failures out, and the answers an editor
/// wants while the user types.
///
/// What JShell alone does not give and is made here: a cell is many snippets ([CellSplitter]); the
/// result is the object itself ([UserCodeControl]); a bare expression costs one compilation less
/// ([Session]); running code can be stopped ([Cancellation]) or abandoned ([UserThread]); errors
/// point at the line of the cell ([FailureReports]); a variable declared again does not keep its
/// old value alive ([SessionVariables]).
@NullMarked
package linum.kernel.jshell;

import org.jspecify.annotations.NullMarked;
