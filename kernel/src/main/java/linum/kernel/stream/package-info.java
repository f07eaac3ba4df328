/// The process's standard streams, as the notebook needs them: output in batches, input by asking.
@NullMarked
package linum.kernel.stream;

import org.jspecify.annotations.NullMarked;
