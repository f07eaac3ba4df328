/// What layers compute, as functions of arrays: shared by the module systems of `linen` and `nnx`,
/// which add only where parameters come from.
///
/// - the type that is computed with: `Dtypes`
/// - affine maps: `Linears`, `DenseAxes`, `EinsumEquation`, `Embeddings`
/// - convolutions and windows: `ConvGeometry`, `LocalConvs`, `ConvTransposeGeometry`, `Padding`,
///   `Pools`
/// - normalization: `Moments`, `Normalizations`, `Groups`, `PowerIteration`
/// - attention: `DotProductAttention`, `AttentionFunction`, `Masks`, `DecodingCache`
/// - recurrence: `Gates`, `LstmCarry`, `Sequences`
/// - the rest: `Dropouts`, `Rectifiers`
///
/// Parameters that may be missing, such as a bias, are null. Functions take arrays of any type and
/// say in the last parameters what they compute with; a type of null is what all arrays promote to.
@NullMarked
package linum.layers;

import org.jspecify.annotations.NullMarked;
