package linum.linen;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.random.PrngKey;

/// A part of a network, or a whole one: a description without state. Its variables are a value of
/// their own, made by `init` and passed to `apply`.
///
/// Most modules are a [Layer], from one array to one array, or a [Layer1] to [Layer4]. A module
/// that has other methods implements this interface alone, and is run by saying which method:
///
/// ```java
/// record AutoEncoder(Dense encoder, Dense decoder) implements LinenModule {
///   Array encode(Array x) { return encoder.apply(x); }
///   Array call(Array x) { return decoder.apply(encode(x)); }
/// }
/// var model = new AutoEncoder(new Dense(8), new Dense(64));
/// var variables = model.init(key(0), () -> model.call(x));
/// Array z = model.apply(variables, () -> model.encode(x));
/// ```
///
/// Records are the natural way to write one, classes do as well. A copy with other options is made
/// by withers, or by [Linen#clone]. Parts in components (or fields, lists, maps) are named after
/// them: `encoder`, `layers_0`. Parts made in a body are named after their class in the order of
/// their first use: `Dense_0`, `Dense_1`. Who uses one instance twice uses its variables twice.
///
/// In JAX: `flax.linen.Module`; `java.lang.Module` has that name here. There parts are named when
/// they are made, here when they are first used, or by [#part].
public interface LinenModule {

  // Running a model

  /// The variables of this module for a method: all that it asks for, made from random keys.
  ///
  /// @param method calls the method, as `() -> model.call(x)`
  default Variables init(PrngKey key, Supplier<?> method) {
    return init(Rngs.params(key), method);
  }

  /// The variables of this module, with a key for each stream.
  default Variables init(Rngs rngs, Supplier<?> method) {
    return initWithOutput(rngs, method).variables();
  }

  /// The output of a method, and the variables made for it.
  default <R> Applied<R> initWithOutput(PrngKey key, Supplier<R> method) {
    return initWithOutput(Rngs.params(key), method);
  }

  /// The output of a method, and the variables made for it.
  default <R> Applied<R> initWithOutput(Rngs rngs, Supplier<R> method) {
    return Run.init(this, rngs, List.of(), _ -> method.get());
  }

  /// A table of all parts that run in a method: what they take, give and keep.
  default String tabulate(PrngKey key, Supplier<?> method) {
    return tabulate(Rngs.params(key), method, TabulateOptions.DEFAULT);
  }

  /// A table of all parts that run in a method, with options: depth, operations.
  default String tabulate(Rngs rngs, Supplier<?> method, TabulateOptions options) {
    return SummaryText.of(Summary.of(this, rngs, List.of(), _ -> method.get(), options), options);
  }

  /// The output of a method for the given variables.
  ///
  /// @throws FlaxError of a kind that says what is missing or does not fit
  default <R> R apply(Variables variables, Supplier<R> method) {
    return apply(variables, method, Rngs.NONE);
  }

  /// The output of a method that draws random numbers.
  default <R> R apply(Variables variables, Supplier<R> method, Rngs rngs) {
    return apply(variables, method, Mutable.of().rngs(rngs)).value();
  }

  /// The output of a method, and the collections that it may change as it left them.
  default <R> Applied<R> apply(Variables variables, Supplier<R> method, Mutable mutable) {
    return Run.apply(this, variables, mutable, List.of(), _ -> method.get());
  }

  // In the body of a module: other modules

  /// Runs a method of this module as a part of the module whose body is running, with its own
  /// variables.
  ///
  /// In JAX: calling a method of a submodule, `self.decoder.generate(z)`.
  default <R> R apply(Supplier<R> method) {
    return Call.of(this, "apply", List.of(), _ -> method.get());
  }

  /// Gives a part its automatic name now, so that it is counted where it is made and not where it
  /// is first used. The part belongs to this module even if others are passed it.
  ///
  /// In JAX: what constructing a submodule in a compact method does.
  default <M extends LinenModule> M part(M module) {
    Scope.current("part", this).reserve(module, null);
    return module;
  }

  /// Gives a part a name.
  ///
  /// In JAX: `Dense(8, name="encoder")`.
  ///
  /// @throws NameInUseError if another part or a variable has it
  default <M extends LinenModule> M part(String name, M module) {
    Scope.current("part", this).reserve(module, name);
    return module;
  }

  /// Runs a piece of the body in a place of its own, as if it were a part with this name. Pieces of
  /// the same name share their variables.
  ///
  /// In JAX: a method decorated with `flax.linen.compact_name_scope`, which is named after it.
  ///
  /// @throws NameInUseError if a part or a variable has the name
  default <R> R compactNameScope(String name, Supplier<R> body) {
    LinenModule place = Scope.current("compactNameScope", this).place(name);
    return Call.of(place, "compactNameScope", List.of(), _ -> body.get());
  }

  // In the body of a module: variables

  /// The parameter of this name, which `init` makes.
  ///
  /// @throws NameInUseError if the body has asked for it before
  /// @throws ScopeParamShapeError if the variables have it in another shape
  default Array param(String name, Initializer initializer, int... shape) {
    return param(name, initializer, Dims.of(shape), initializer.defaultDtype());
  }

  /// The parameter of this name, which `init` makes.
  default Array param(String name, Initializer initializer, Dims shape, DType dtype) {
    return Parameters.array(Scope.current("param", this), name, initializer, shape, dtype);
  }

  /// The parameter of this name, which may be any tree.
  default <T> T param(String name, Initialization<T> init) {
    return Parameters.tree(Scope.current("param", this), name, init);
  }

  /// The variable of this name in a collection. It is made if it is missing and may be.
  ///
  /// @throws ScopeVariableNotFoundError if it is missing and its collection is not mutable
  default <T> Variable<T> variable(String collection, String name, Supplier<T> init) {
    return Parameters.variable(Scope.current("variable", this), collection, name, init);
  }

  /// The variable of this name in a collection, which must be there.
  default <T> Variable<T> variable(String collection, String name) {
    return Parameters.variable(Scope.current("variable", this), collection, name, null);
  }

  default boolean hasVariable(String collection, String name) {
    return Scope.current("hasVariable", this).collection(collection).containsKey(name);
  }

  /// What a variable holds, whoever declares it. It is not made.
  ///
  /// In JAX: the value, or None.
  default Optional<Object> getVariable(String collection, String name) {
    return Optional.ofNullable(Scope.current("getVariable", this).get(collection, name));
  }

  /// Sets a variable that need not be declared.
  default void putVariable(String collection, String name, Object value) {
    Scope.current("putVariable", this).put(collection, name, value);
  }

  /// Appends a value to a list in a collection, if that is mutable.
  ///
  /// @return whether it was kept
  default boolean sow(String collection, String name, Object value) {
    return sow(collection, name, value, List.<Object>of(), Sown::append);
  }

  /// Merges a value into one in a collection, if that is mutable.
  ///
  /// @param init the value to begin with
  /// @param reduce merges what is there with `value`
  /// @return whether it was kept
  default <S, T> boolean sow(
      String collection, String name, T value, S init, BiFunction<S, T, S> reduce) {
    return Sown.sow(Scope.current("sow", this), collection, name, value, init, reduce);
  }

  /// `value`, plus a variable that `init` makes zero: its gradient is that of `value`.
  default <T> T perturb(String name, T value) {
    return perturb(name, value, "perturbations");
  }

  /// `value`, plus a variable of the given collection that `init` makes zero.
  default <T> T perturb(String name, T value, String collection) {
    return Sown.perturb(Scope.current("perturb", this), collection, name, value);
  }

  // In the body of a module: random keys and questions

  /// The next key of the stream `params`.
  default PrngKey makeRng() {
    return makeRng("params");
  }

  /// The next key of a stream, or of `params` where that was not passed. It depends on where the
  /// module is and how many were drawn there.
  ///
  /// @throws InvalidRngError if there is neither
  default PrngKey makeRng(String stream) {
    return Scope.current("makeRng", this).makeRng(stream);
  }

  default boolean hasRng(String stream) {
    return Scope.current("hasRng", this).hasRng(stream);
  }

  default boolean isMutableCollection(String collection) {
    return Scope.current("isMutableCollection", this).isMutable(collection);
  }

  /// Whether `init` is running.
  default boolean isInitializing() {
    return Scope.current("isInitializing", this).root().initializing;
  }

  /// The names on the way to the running module; none for the outermost one.
  default List<String> path() {
    return Scope.current("path", this).path();
  }

  /// The variables of the running module and its parts.
  default Variables variables() {
    return Parameters.variables(Scope.current("variables", this));
  }
}
