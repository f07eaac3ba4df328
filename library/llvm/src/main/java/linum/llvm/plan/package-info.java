/// A program as a compiler sees it: arrays in memory, and steps that read and write them.
///
/// [linum.llvm.plan.Lowering] turns equations into steps with the help of the kernel families;
/// [linum.llvm.plan.Memory] says where every array lies; [linum.llvm.plan.MainWriter] writes the
/// function that runs the steps.
@NullMarked
package linum.llvm.plan;

import org.jspecify.annotations.NullMarked;
