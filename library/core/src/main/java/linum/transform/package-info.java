/// Transformations of functions: one interpreter a file, its rule table beside it.
@NullMarked
package linum.transform;

import org.jspecify.annotations.NullMarked;
