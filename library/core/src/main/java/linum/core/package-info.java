/// Arrays, and the interpreters that give meaning to operations on them.
///
/// Dispatch is by context: [linum.core.Trace#current()] is asked, not the operands. Behind the
/// outermost interpreter, [linum.core.Eval], stand the ports of a backend: [linum.core.Backend],
/// [linum.core.Executable], [linum.core.Buffer], [linum.core.Device].
@NullMarked
package linum.core;

import org.jspecify.annotations.NullMarked;
