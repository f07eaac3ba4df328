/// Comms: named two-way conversations between the front end and objects in the kernel.
@NullMarked
package linum.kernel.comm;

import org.jspecify.annotations.NullMarked;
