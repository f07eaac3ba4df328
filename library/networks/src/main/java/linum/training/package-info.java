/// What a training loop needs beside a model and an optimizer: states, metrics, stopping, progress.
@NullMarked
package linum.training;

import org.jspecify.annotations.NullMarked;
