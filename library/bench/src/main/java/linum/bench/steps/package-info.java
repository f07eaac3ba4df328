/// What Linen, NNX and `TrainState` cost beside plain functions: the same training step three ways.
///
/// A [Model] is written by hand, as functions of records and lists of arrays, as a Linen module and
/// as an NNX module. All three start from the same numbers and take the same steps, which is
/// checked by their losses. Then they take turns of a millisecond; what one costs more is the
/// median of the differences of neighbours, in time of the processor.
@NullMarked
package linum.bench.steps;

import org.jspecify.annotations.NullMarked;
