package linum;

/// What a rule of `customVmap` returns: the results for all examples together.
///
/// In JAX: the pair `(out, out_batched)`.
///
/// @param out a tree like the function's value
/// @param outBatched which arrays of it have the axis of the examples in front: `true`, `false`, or
///   for trees a prefix as in `List.of(true, false)`, where a map stands for a record, too
public record Vmapped<R>(R out, Object outBatched) {}
