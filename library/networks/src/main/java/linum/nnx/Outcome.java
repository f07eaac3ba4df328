package linum.nnx;

import java.util.List;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// What a run of a function over objects gave: a tree.
///
/// @param changed the new values of variables
/// @param made the values of variables and arrays that are new
/// @param plain what the function returned, if it is a plain tree
record Outcome(Outs outs, List<Array> changed, List<Array> made, @Nullable Object plain) {}
