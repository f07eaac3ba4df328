/// Runs every notebook as a user would, through a Jupyter client, and compares what it shows with
/// what is stored in it.
@NullMarked
package linum.notebooks;

import org.jspecify.annotations.NullMarked;
