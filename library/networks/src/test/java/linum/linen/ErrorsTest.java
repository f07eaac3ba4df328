package linum.linen;

import static linum.nn.Initializer.ZEROS;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.Linum;
import linum.core.Array;
import linum.random.PrngKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What users read when something is wrong.
class ErrorsTest {
  private static final Array X = ones(2, 4);

  private static void fails(
      Class<? extends FlaxError> error, ThrowingCallable action, String message) {
    assertThatThrownBy(action).isExactlyInstanceOf(error).hasMessage(message);
  }

  private static void inits(Class<? extends FlaxError> error, Layer model, String message) {
    fails(error, () -> model.init(key(0), X), message);
  }

  @Test
  void nothingRunsWithoutVariables() {
    fails(
        CallCompactUnboundModuleError.class,
        () -> new Dense(3).apply(X),
        """
        apply: no model is running, so Dense has no variables here.
        A module only describes a network. Make its variables and run it with them:
          var variables = model.init(key(0), x);
          model.apply(variables, x);\
        """);
    fails(
        CallShareScopeOnUnboundModuleError.class,
        () -> Linen.shareScope(new Dense(3), new Dense(2)),
        """
        shareScope: no model is running, so Dense has no place that could be shared.
        Call it in the body of a module: Linen.shareScope(this, child).\
        """);
  }

  private record Twice(boolean named) implements Layer {
    @Override
    public Array call(Array x) {
      if (named) {
        return new Dense(2).named("a").apply(new Dense(4).named("a").apply(x));
      }
      return param("w", ZEROS, 4).add(param("w", ZEROS, 4));
    }
  }

  @Test
  void namesAreUsedOnce() {
    String rest =
        """
         the name is taken by another part or variable of this module.
        Give one of them another name: new Dense(8).named("other").apply(x). To use one part twice, \
        keep it in a variable or component, and run it by apply(x); call(x) alone runs its body as a \
        piece of the surrounding one.\
        """;
    inits(NameInUseError.class, new Twice(true), "part \"a\" in Twice at /:" + rest);
    inits(NameInUseError.class, new Twice(false), "param \"w\" in Twice at /:" + rest);
  }

  @Test
  void missingVariablesAreNamed() {
    Variables v = new Dense(3).init(key(0), X);
    fails(
        ScopeParamNotFoundError.class,
        () -> new Dense(3).apply(v.without("params/bias"), X),
        """
        param "bias" at /: the variables have [kernel] there.
        Were they made by init of this model, with the same configuration? \
        Compare: variables.validate(model.init(key(0), x))\
        """);
    fails(
        ScopeCollectionNotFound.class,
        () -> new BatchNorm().apply(v, X, true),
        """
        "mean" of collection "batch_stats" at /: the variables have no such collection, only [params].
        Pass all that init made; of parameters alone make variables by Variables.of("params", params).\
        """);
    fails(
        ScopeVariableNotFoundError.class,
        () -> new BatchNorm().apply(v.with("batch_stats", Map.of("mean", ones(4))), X, true),
        """
        variable "var" of collection "batch_stats" at /: the variables have [mean] there.
        Pass all that init made, or let apply make it: model.apply(variables, x, Mutable.of("batch_stats"))\
        """);
  }

  @Test
  void shapesMustFit() {
    Variables v = new Dense(3).init(key(0), X);
    fails(
        ScopeParamShapeError.class,
        () -> new Dense(3).apply(v, ones(2, 5)),
        """
        param "kernel" at /: the variables have shape (4, 3), but the model asks for (5, 3).
        Either the input has another shape than the one at init, or the model another configuration, \
        or two branches share an automatic name: make the parts before the branches with part(…).\
        """);
  }

  @Test
  void branchesThatShareANameMustFit() {
    Layer model =
        x ->
            Linen.cond(
                x.sum().gt(0),
                () -> new Dense(3).apply(x).sum(),
                () -> new Dense(4).apply(x).sum());
    assertThatThrownBy(() -> model.init(key(0), X))
        .isInstanceOf(ScopeParamShapeError.class)
        .hasMessageStartingWith("param \"kernel\" at /Dense_0: the variables have shape (4, 4)")
        .hasMessageContaining("two branches share an automatic name");
    Layer one = x -> Linen.cond(x.sum().gt(0), () -> new Dense(3).apply(x).sum(), x::sum);
    assertThatThrownBy(() -> one.init(key(0), X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            cond at /: only one of the branches makes [params/Dense_0/bias, params/Dense_0/kernel].
            Run the parts of all branches while isInitializing(), before the branches.\
            """);
  }

  @Test
  void readOnlyVariablesStayAsTheyAre() {
    Variables v = new BatchNorm().init(key(0), X, false);
    fails(
        ModifyScopeVariableError.class,
        () -> new BatchNorm().apply(v, X, false, Mutable.of("cache")),
        """
        set variable "mean" of collection "batch_stats" at /: the collection is not mutable; mutable are [cache].
        Say so, and keep what comes back: model.apply(variables, x, Mutable.of("batch_stats"))\
        """);
  }

  @Test
  void randomKeysMustBeThere() {
    fails(
        InvalidRngError.class,
        () -> new Dropout(0.5).apply(Variables.EMPTY, X, false, Rngs.of("noise", key(0))),
        """
        makeRng("dropout") at /: there is no such stream of random keys, only [noise], and no "params".
        Pass one: model.apply(variables, x, Rngs.of("dropout", key))\
        """);
    PrngKey keys = key(0).split();
    fails(
        InvalidRngError.class,
        () -> Rngs.of("params", keys),
        """
        rngs: stream "params" takes a single key, but got keys of shape (2,).
        Take one of them: keys.get(0)\
        """);
  }

  @Test
  void variablesHaveCollections() {
    Variables v = new Dense(3).init(key(0), X);
    fails(
        ApplyScopeInvalidVariablesTypeError.class,
        () -> new Dense(3).apply(v.params(), X),
        """
        apply: variables are collections of nested maps, as {params: {…}}, but here the values of [kernel, bias] are arrays.
        If these are parameters, pass Variables.of("params", params).\
        """);
    fails(
        ApplyScopeInvalidVariablesStructureError.class,
        () -> new Dense(3).apply(Variables.of("params", v), X),
        """
        apply: the collection "params" contains "params" again, beside [].
        Pass the variables themselves, not Variables.of("params", variables).\
        """);
  }

  @Test
  void plainTransformationsCannotPassVariables() {
    Layer model =
        x -> {
          Dense dense = new Dense(3);
          return Linum.jit((Array v) -> dense.apply(v)).apply(x);
        };
    inits(
        JaxTransformError.class,
        model,
        """
        apply of Dense at /: the body is inside a plain transformation (jit, grad, vmap, scan, …) that was begun \
        within the model, and cannot pass the variables of the model through.
        Use the transformation of modules instead, as Linen.jit, Linen.vmap, Linen.scan; or apply the \
        whole model inside of the transformation: jit(v -> model.apply(v, x)).\
        """);
  }

  private record Leaking(List<Variable<Array>> kept) implements Layer {
    @Override
    public Array call(Array x) {
      kept.add(variable("state", "s", () -> array(0)));
      return x;
    }
  }

  @Test
  void nothingOutlivesItsRun() {
    List<Variable<Array>> kept = new ArrayList<>();
    new Leaking(kept).init(key(0), X);
    fails(
        InvalidScopeError.class,
        () -> kept.getFirst().set(array(1)),
        """
        set at /: this run of the model is over.
        Do not keep variables and parts of a running model; take what comes back from apply, \
        or bind the model: Linen.bind(model, variables).\
        """);
    Layer1<Array, Layer> inner = x -> new Dense(3);
    Layer model = x -> Linen.remat(inner).apply(x).apply(x);
    inits(
        TransformedMethodReturnValueError.class,
        model,
        """
        remat at /: the body returned a Dense, which belongs to this run of the body.
        Return arrays, or trees of arrays: variable.value().\
        """);
  }

  @Test
  void optionsAreSaidOnce() {
    assertThatThrownBy(() -> new Dropout(0.5).init(key(0), X))
        .hasMessage(
            """
            deterministic: neither the module nor the call says it.
            Say it: module.deterministic(true), or apply(x, true)\
            """);
    assertThatThrownBy(() -> new Dropout(0.5).deterministic(true).init(key(0), X, false))
        .hasMessage(
            """
            deterministic: it was said twice, true by the module and false in the call.
            Say it once.\
            """);
    assertThat(Linen.mergeParam("train", null, true)).isTrue();
  }

  @Test
  void axesOfPartitionedVariablesHaveNames() {
    Dense dense = new Dense(3).kernelInit(Linen.withPartitioning(ZEROS, null, "data"));
    VmapLift lift = VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true);
    inits(
        PartitioningUnspecifiedError.class,
        Linen.vmap(dense, lift),
        """
        vmap or scan of a variable partitioned as PartitionSpec(None, 'data'): the new axis has no name.
        Give it one in the options: VmapLift.DEFAULT.partitionName("layers").\
        """);
  }
}
