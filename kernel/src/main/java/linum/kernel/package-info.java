/// A Jupyter kernel for Java on the JShell API. It knows nothing of the library.
@NullMarked
package linum.kernel;

import org.jspecify.annotations.NullMarked;
