/// Jupyter's wire protocol: what a message is, how it is signed, and the one thread that owns the
/// sockets.
///
/// Nothing here knows what a message means; see `linum.kernel` for that.
@NullMarked
package linum.kernel.protocol;

import org.jspecify.annotations.NullMarked;
