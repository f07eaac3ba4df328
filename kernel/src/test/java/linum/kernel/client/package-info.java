/// A Jupyter client over ZeroMQ and a sample extension, for tests of a kernel that really runs.
@NullMarked
package linum.kernel.client;

import org.jspecify.annotations.NullMarked;
