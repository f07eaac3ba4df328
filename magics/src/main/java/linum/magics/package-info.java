/// The magics and renderers of Linum: the one place that knows both the library and the kernel.
@NullMarked
package linum.magics;

import org.jspecify.annotations.NullMarked;
