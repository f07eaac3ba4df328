@NullMarked
package linum.checkpoint;

import org.jspecify.annotations.NullMarked;
