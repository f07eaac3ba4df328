/// Examples from files and streams, in batches.
@NullMarked
package linum.data;

import org.jspecify.annotations.NullMarked;
