package linum.nnx;

/// NNX.
public final class Nnx extends ControlFunctions implements NnxPytrees, NnxModules, NnxVariables, NnxVariableKinds, NnxStates, NnxFilters, NnxGraphs, NnxErrors, NnxStreams, NnxJits, NnxDiffs, NnxLinears, NnxGenerals, NnxConvs, NnxConvTransposes, NnxEmbeds, NnxBatchNorms, NnxNorms, NnxRmsNorms, NnxGroupNorms, NnxInstanceNorms, NnxStochastic, NnxLoras, NnxOptimizers, NnxAxes, NnxScans {
  private Nnx() {}
}
