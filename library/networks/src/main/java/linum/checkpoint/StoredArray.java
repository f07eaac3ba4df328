package linum.checkpoint;

import java.util.function.Supplier;
import linum.core.Array;
import linum.ir.Aval;

/// An array of a file that is read when it is needed.
record StoredArray(Aval aval, Supplier<Array> read) {}
