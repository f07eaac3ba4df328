/// Trees on disk: the bytes of Flax, safetensors, and folders of checkpoints that survive a crash.
@NullMarked
package linum.checkpoint;

import org.jspecify.annotations.NullMarked;
