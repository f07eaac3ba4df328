@NullMarked
package linum.data;

import org.jspecify.annotations.NullMarked;
