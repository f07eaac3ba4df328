/// libtorch as a peer, through DJL: what runs operations one by one, with a tape for gradients.
///
/// A twin does with tensors what a workload does with Linum's arrays, in the way that is fastest
/// there: in place where it can, with pictures as `NCHW`, with the built-in LSTM.
@NullMarked
package linum.bench.libtorch;

import org.jspecify.annotations.NullMarked;
