/// Programs in StableHLO, the language that XLA compiles.
///
/// [StableHlo#lower] prints a program as the text of a module, whose function `main` takes and
/// gives what the program does. Every group of primitives has a class that says what its members
/// are in StableHLO; [Block] writes the operations down. Nothing of the dialect CHLO is used, so
/// that whoever reads StableHLO can read the module.
///
/// ```
/// Jaxpr program = Linum.makeJaxpr(x -> x.add(2).sum(), Jnp.zeros(3));
/// String module = StableHlo.lower(program);
/// ```
///
/// A random key is a `ui64`, whose low half is its first word, as it is in memory; a value of type
/// `float0` is an `i1`. So memory can be handed over as it is.
@NullMarked
package linum.xla;

import org.jspecify.annotations.NullMarked;
