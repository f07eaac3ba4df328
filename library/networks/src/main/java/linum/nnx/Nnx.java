package linum.nnx;

/// NNX.
public final class Nnx extends ValueGradFunctions implements NnxPytrees, NnxModules, NnxVariables, NnxVariableKinds, NnxStates, NnxFilters, NnxGraphs, NnxErrors, NnxStreams, NnxJits, NnxDiffs, NnxLinears, NnxOptimizers {
  private Nnx() {}
}
