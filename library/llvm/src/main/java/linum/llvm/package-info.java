/// The backend that compiles programs for the processor of this machine, with LLVM.
///
/// A program goes through passes over its equations ([linum.ir.pass]), becomes steps over values in
/// memory ([linum.llvm.plan]) with the help of the kernel families ([linum.llvm.kernel]), then one
/// module of LLVM's representation ([linum.llvm.emit]), which is compiled and linked into this
/// process ([linum.llvm.natives]). Running it is one call: loops and branches are native, too.
@NullMarked
package linum.llvm;

import org.jspecify.annotations.NullMarked;
