/// XLA as a peer: the one inside TensorFlow, through the C API of its eager runtime.
///
/// TensorFlow's operation `XlaCallModule` takes the text of a StableHLO module, compiles it with
/// XLA on its first call and runs it. So what is compiled is exactly what [linum.xla.StableHlo]
/// prints, by the compiler that JAX uses. A call costs some 30 µs of TensorFlow's own on top, which
/// JAX does not have; small programs are therefore timed in a loop inside one call.
@NullMarked
package linum.bench.tensorflow;

import org.jspecify.annotations.NullMarked;
