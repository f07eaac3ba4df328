/// How each family of primitives becomes steps: [linum.llvm.kernel.Families] is the table.
@NullMarked
package linum.llvm.kernel;

import org.jspecify.annotations.NullMarked;
