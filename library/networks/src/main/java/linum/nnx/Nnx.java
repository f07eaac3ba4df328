package linum.nnx;

/// NNX.
public final class Nnx extends ControlFunctions implements NnxPytrees, NnxModules, NnxVariables, NnxVariableKinds, NnxStates, NnxFilters, NnxGraphs, NnxErrors, NnxStreams, NnxJits, NnxDiffs, NnxLinears, NnxOptimizers, NnxAxes, NnxScans {
  private Nnx() {}
}
