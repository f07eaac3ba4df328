/// Examples from files, in batches.
///
/// ```java
/// record Example(Array image, Array label) {}
/// var train = Dataset.of(new Example(Idx.load(images), Idx.load(labels)));
/// var loader = new DataLoader<>(train, 128).shuffle(key(0)).dropLast(true).prefetch(2);
/// for (int epoch = 0; epoch < 5; epoch++) {
///   for (Example batch : loader.epoch(epoch)) { … }
/// }
/// ```
///
/// A [Dataset] gives examples by position, a [DataLoader] puts them into batches. Files: [Idx],
/// [Csv], [Images], and `.npy` in `linum.npy`. [RandomState] has NumPy's random numbers of old, for
/// data that were made with them.
///
/// Batches are copied from memory to memory on the host: no program is compiled for them, and they
/// can be made on other threads while the last one is used.
@NullMarked
package linum.data;

import org.jspecify.annotations.NullMarked;
