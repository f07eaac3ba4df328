/// Programs that nobody wrote, made from seeds, run by this backend and by the reference backend.
@NullMarked
package linum.llvm.fuzz;

import org.jspecify.annotations.NullMarked;
