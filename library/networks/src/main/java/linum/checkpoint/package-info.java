/// Trees on disk: the bytes of Flax, safetensors, and folders of checkpoints that survive a crash.
///
/// ```java
/// byte[] bytes = Serialization.toBytes(state);            // as flax.serialization.to_bytes
/// state = Serialization.fromBytes(state, bytes);
///
/// Checkpoints.saveCheckpoint(folder, state, 100);         // a file, as flax.training.checkpoints
/// state = Checkpoints.restoreCheckpoint(folder, state);
///
/// try (var manager = new CheckpointManager(folder)) {     // as Orbax: in the background, checked
///   manager.save(100, state);
/// }
///
/// Safetensors.saveFile(Map.of("w", w), file);             // for other frameworks
/// ```
///
/// Everything goes through the state of a tree ([Serialization#toStateDict]): nested maps with
/// arrays, numbers and text. It is put back into a target, which has the structure; all that does
/// not fit is told at once. Files are written under another name and get their own when they are on
/// the disk. Readers believe nothing: damaged files give a [DamagedFileException], and take no more
/// memory than they have bytes.
///
/// The package knows trees and arrays, not networks. Classes that are nodes of trees need nothing
/// more; others say what their state is ([Serialization#registerSerializationState]).
@NullMarked
package linum.checkpoint;

import org.jspecify.annotations.NullMarked;
