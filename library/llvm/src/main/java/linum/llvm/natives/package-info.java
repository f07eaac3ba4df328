/// The native libraries of the CPU compiler: finding them, binding them, and what is built on them
/// alone — compiling IR, running it on several threads, keeping it on disk.
@NullMarked
package linum.llvm.natives;

import org.jspecify.annotations.NullMarked;
