/// Runs every notebook through a real Jupyter client and asserts what it shows.
@NullMarked
package linum.notebooks;

import org.jspecify.annotations.NullMarked;
