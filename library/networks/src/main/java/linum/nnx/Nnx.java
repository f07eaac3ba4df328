package linum.nnx;

/// NNX.
public final class Nnx extends LayerFunctions implements NnxPytrees, NnxModules, NnxVariables, NnxVariableKinds, NnxStates, NnxFilters, NnxGraphs, NnxErrors, NnxStreams, NnxJits, NnxDiffs, NnxLinears, NnxGenerals, NnxConvs, NnxConvTransposes, NnxEmbeds, NnxBatchNorms, NnxNorms, NnxRmsNorms, NnxGroupNorms, NnxInstanceNorms, NnxStochastic, NnxLoras, NnxWeightNorms, NnxCells, NnxSimpleCells, NnxRecurrent, NnxAttention, NnxOptimizers, NnxAxes, NnxScans, NnxMetrics, NnxAverages, NnxCaptures {
  private Nnx() {}
}
