package linum.nnx;

/// The settings of a layer: a record whose components are printed as the layer's own fields, as
/// they are in NNX.
interface LayerOptions {}
