/// Random numbers from explicit keys, bit for bit those of JAX.
///
/// A key is a value: the same key gives the same numbers, everywhere and always. Split it to draw
/// again. [linum.random.Random] holds the functions under JAX's names and in its argument order;
/// [linum.random.PrngKey] holds the same as methods of a key.
///
/// ```java
/// var keys = key(42).split(2);
/// var weights = keys.get(0).normal(784, 10);
/// var same = Random.normal(keys.get(0).data(), 784, 10);
/// ```
@NullMarked
package linum.random;

import org.jspecify.annotations.NullMarked;
