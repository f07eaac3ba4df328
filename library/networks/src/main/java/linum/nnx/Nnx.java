package linum.nnx;

/// Networks as objects that own their variables, under the names that Flax gives them in
/// `flax.nnx`.
///
/// Everything is reached from here, as `Nnx.Module`, `Nnx.Linear`, `Nnx.jit`: the name `Module`
/// alone is taken in Java, and layers of other module systems have the same names. Where each thing
/// is written down, one concept a file, is nobody's business but that of this package.
///
/// ```java
/// class Net extends Nnx.Module {
///   final Nnx.Linear hidden, out;
///   Net(int in, Nnx.Rngs rngs) {
///     hidden = new Nnx.Linear(in, 32, rngs);
///     out = new Nnx.Linear(32, 1, rngs);
///   }
///   Array call(Array x) { return out.call(relu(hidden.call(x))); }
/// }
///
/// var model = new Net(2, new Nnx.Rngs(0));
/// var optimizer = new Nnx.Optimizer(model, adam(1e-3), Nnx.Param.class);
/// var step = Nnx.jit((Net m, Nnx.Optimizer o, Array x, Array y) -> {
///   var r = Nnx.valueAndGrad(m, n -> n.call(x).sub(y).square().mean());
///   o.update(m, r.grad());
///   return r.value();
/// });
/// ```
///
/// The transformations here are those of [linum.Linum] for functions whose arguments have variables
/// in them: what such a function puts into a variable is there after the call.
public final class Nnx extends LayerFunctions
    implements NnxAttention,
        NnxAverages,
        NnxAxes,
        NnxBatchNorms,
        NnxBridge,
        NnxCaptures,
        NnxCells,
        NnxConvTransposes,
        NnxConvs,
        NnxDiffs,
        NnxEinsums,
        NnxEmbeds,
        NnxErrors,
        NnxFilters,
        NnxGenerals,
        NnxGraphs,
        NnxGroupNorms,
        NnxInstanceNorms,
        NnxJits,
        NnxLinears,
        NnxLoras,
        NnxMetrics,
        NnxModules,
        NnxNorms,
        NnxOptimizers,
        NnxPytrees,
        NnxRecurrent,
        NnxRmsNorms,
        NnxRngChanges,
        NnxScans,
        NnxSimpleCells,
        NnxSpectralNorms,
        NnxStates,
        NnxStochastic,
        NnxStreams,
        NnxTables,
        NnxTrainStates,
        NnxVariableKinds,
        NnxVariables,
        NnxWeightNorms {
  private Nnx() {}
}
