/// What the library costs, measured with JMH.
@NullMarked
package linum.bench;

import org.jspecify.annotations.NullMarked;
