/// Files of NumPy: `.npy` holds one array, `.npz` several by name.
///
/// ```java
/// Npy.save(Path.of("weights.npy"), w);
/// var w = Npy.load(Path.of("weights.npy"));
/// Npz.save(Path.of("model.npz"), Map.of("w", w, "b", b));
/// var model = Npz.load(Path.of("model.npz"));
/// ```
///
/// The format is that of NumPy's `numpy.lib.format`. It imports `ir` and `core`.
@NullMarked
package linum.npy;

import org.jspecify.annotations.NullMarked;
