/// Magics: commands that start with `%`, and the interpreter that runs cells with them.
///
/// A *line magic* is a line `%name arguments` where a snippet may start, or `x = %name arguments`.
/// A *cell magic* is a cell whose first line is `%%name arguments`; it is given the rest as text.
///
/// ```java
/// registry.line("twice", "evaluates an expression two times", (arguments, context) -> {
///   context.evaluate(arguments);
///   return context.evaluate(arguments);
/// });
/// ```
@NullMarked
package linum.kernel.magic;

import org.jspecify.annotations.NullMarked;
