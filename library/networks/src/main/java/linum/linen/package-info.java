/// Modules without state, after Flax Linen: a module describes a network, its variables are a
/// value.
///
/// ```java
/// record MLP(int hidden, int out) implements Layer {
///   public Array call(Array x) {
///     x = relu(new Dense(hidden).apply(x));
///     return new Dense(out).apply(x);
///   }
/// }
/// var model = new MLP(16, 1);
/// var variables = model.init(key(0), x);         // {params: {Dense_0: {kernel, bias}, …}}
/// Array y = model.apply(variables, x);
/// ```
///
/// A module writes `call` and is used by `apply`: in the body of another module, where `apply(x)`
/// gives it a place and a name, or from outside, where `apply(variables, x)` gives it variables.
/// [linum.linen.Layer] is a module from array to array, [linum.linen.Layer1] to
/// [linum.linen.Layer4] take and give any trees, and [linum.linen.LinenModule] is what all of them
/// are. What Flax takes as keywords is the last argument here:
///
/// ```java
/// // y, updates = model.apply(variables, x, train=True, mutable=['batch_stats'], rngs={'dropout': key})
/// var out = model.apply(variables, x, true, Mutable.of("batch_stats").rngs("dropout", key));
/// variables = variables.merge(out.variables());
/// ```
///
/// How it works: a run of a model has one root, which holds the variables, and a scope for every
/// body that runs. The scope of the running body is found by the methods of the module, so that the
/// module itself, a record, needs none. Transformations ([linum.linen.Linen]) take the variables
/// and keys out of the scope, pass them through a transformation of plain functions, and put them
/// back.
///
/// Where it differs from Flax:
///
/// * Parts are named where they are first used, not where they are made: an object does not know in
///   whose body it was made. `part(new Dense(8))` names it at once. So a part that is passed to
///   another module as it is made, `new Sequential(new Dense(8)).apply(x)`, is named by that one,
///   `Sequential_0/layers_0`.
/// * There is no `setup`: what Flax makes there is a component or a field here.
/// * Every method of a module may make parts and variables; a method that is run by `apply(() ->
///   method(x))` has names of its own, those it shares with others stand for the same variables.
/// * A path joins names by `/`; names with a `/` of their own, as those of norms of weights, are
///   found all the same.
///
/// Errors are named as in Flax. These have no place here:
///
/// | in Flax | why not here |
/// | --- | --- |
/// | `AssignSubModuleError`, `MultipleMethodsCompactError` | every method may make parts |
/// | `SetAttributeInModuleSetupError`, `SetAttributeFrozenModuleError`, `CallSetupUnboundModuleError`, `IncorrectPostInitOverrideError` | there is no `setup`, and records have no attributes to be set |
/// | `ReservedModuleAttributeError` | the compiler rejects components that a method of modules is named after |
/// | `DescriptorAttributeError` | there are no descriptors |
/// | `ApplyModuleInvalidMethodError`, `InvalidInstanceModuleError`, `TransformTargetError` | the compiler knows methods, instances and modules |
/// | `InvalidFilterError` | [linum.linen.CollectionFilter] has no other kinds |
/// | `CallUnbindOnUnboundModuleError` | only [linum.linen.Bound] has `unbind` |
/// | `ImmutableVariableError` | belongs to other modes of variables in NNX |
/// | `TraceContextError` | Flax does not throw it any more |
/// | `CursorFindError`, `TraverseTreeError` | paths and patterns of [linum.linen.Variables] take the place of cursors and traversals |
/// | `AlreadyExistsError`, `InvalidCheckpointError`, `MPACheckpointingRequiredError`, `MPARestoreTargetRequiredError`, `MPARestoreDataCorruptedError` | belong to files |
@NullMarked
package linum.linen;

import org.jspecify.annotations.NullMarked;
