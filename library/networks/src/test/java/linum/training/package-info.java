@NullMarked
package linum.training;

import org.jspecify.annotations.NullMarked;
