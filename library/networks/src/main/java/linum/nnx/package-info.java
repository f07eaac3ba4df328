/// Modules that own their variables, after Flax NNX. Users need [linum.nnx.Nnx] and nothing else.
///
/// **Names.** Each concept is written down in an interface of its own (`NnxLinears`, `NnxStates`,
/// …) as a nested class, and `Nnx` implements them all, so that it has the classes as members:
/// `Nnx.Linear` is the class itself and no copy of it. The functions come the same way, from a
/// chain of superclasses.
///
/// **Objects as arrays.** A walk through an object finds its structure ([linum.nnx.Def]) and its
/// variables; a builder makes an object of both. Between calls a tape says whether anything that
/// could change did, so that a compiled function need not walk again.
///
/// **Transformations.** A function runs with its own objects. What its variables hold meanwhile is
/// in a frame that belongs to the interpreter that runs: a variable that is in no frame of the
/// current interpreter cannot be changed. What the function put there comes out as arrays, beside
/// its result, and is put into the variables afterwards; changes of the objects themselves are
/// found by the tape, undone, and repeated in every call.
@NullMarked
package linum.nnx;

import org.jspecify.annotations.NullMarked;
