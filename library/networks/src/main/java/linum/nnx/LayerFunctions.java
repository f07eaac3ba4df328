package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.core.Array;
import linum.layers.Masks;
import linum.layers.Pool;
import linum.layers.Pools;
import linum.linen.Variables;
import linum.nnx.NnxCaptures.Captured;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxTables.TabulateOptions;
import linum.nnx.NnxVariableKinds.RngState;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// What layers and models are used with, of the facade [Nnx].
abstract class LayerFunctions extends ControlFunctions {

  /// A window that moves by 1, for pooling.
  public static Pool window(int... sizes) {
    return Pools.window(sizes);
  }

  /// The mean of each window: `avgPool(x, window(2, 2).strides(2, 2))`.
  ///
  /// @param x `[batch…, spatial…, features]`
  public static Array avgPool(Array x, Pool window) {
    return Pools.avgPool(x, window);
  }

  /// The largest element of each window.
  public static Array maxPool(Array x, Pool window) {
    return Pools.maxPool(x, window);
  }

  /// The smallest element of each window.
  public static Array minPool(Array x, Pool window) {
    return Pools.minPool(x, window);
  }

  /// The elements of each window combined by an associative function.
  public static Array pool(Array x, Number init, BinaryOperator<Array> f, Pool window) {
    return Pools.pool(x, init, f, window);
  }

  /// Which queries see which keys, from what is said of both, such as which are no padding.
  public static Array makeAttentionMask(Array query, Array key) {
    return Masks.makeAttentionMask(query, key);
  }

  /// Each position sees itself and those before.
  public static Array makeCausalMask(Array x) {
    return Masks.makeCausalMask(x);
  }

  /// What all masks let through; null if there is none.
  public static @Nullable Array combineMasks(@Nullable Array... masks) {
    return Masks.combineMasks(masks);
  }

  /// What a call gives, and what the modules kept meanwhile by `sow`, which is taken out of them.
  /// What they kept before is forgotten.
  ///
  /// ```java
  /// var c = Nnx.capture(model, () -> model.call(x), Nnx.Intermediate.class);
  /// ```
  public static <R> Captured<R> capture(Module model, Supplier<R> call, Object... kinds) {
    var _ = pop(model, List.of(kinds));
    R value = call.get();
    return new Captured<>(value, pop(model, List.of(kinds)));
  }

  /// A model that shares all variables with another, but has other values in fields such as
  /// `deterministic`: one for training, one for use.
  ///
  /// ```java
  /// Net forUse = Nnx.view(model, Map.of("deterministic", true));
  /// ```
  ///
  /// @param filters which modules are changed; all if none is given
  public static <M> M view(M model, Map<String, ?> attributes, Object... filters) {
    return Views.of(model, attributes, filters);
  }

  /// The fields that [#view] can set, by the class of the modules that have them.
  ///
  /// ```
  /// BatchNorm:
  ///   useRunningAverage: boolean
  /// ```
  public static String viewInfo(Object model) {
    return Attributes.text(model);
  }

  /// A table of the modules of a model, and the types and sizes of their variables.
  public static String tabulate(Object model) {
    return Tabulation.of(model, Integer.MAX_VALUE);
  }

  /// A table of the modules that run in a call of a model: what each takes and gives, and its
  /// variables. The model stays as it is.
  ///
  /// ```java
  /// System.out.println(Nnx.tabulate(model, m -> m.call(x)));
  /// ```
  ///
  /// Modules of final classes are shown without what they take and give: their calls cannot be
  /// seen.
  ///
  /// In JAX: `nnx.tabulate(model, x)`.
  public static <M> String tabulate(M model, Function<M, ?> call) {
    return tabulate(model, call, TabulateOptions.DEFAULT);
  }

  /// As above, with options: `Nnx.TabulateOptions.DEFAULT.depth(2).computeFlops(true)`.
  public static <M> String tabulate(M model, Function<M, ?> call, TabulateOptions options) {
    return Tabulation.of(model, call, options);
  }

  /// Down to some depth: 1 shows the modules in the fields of the model.
  public static String tabulate(Object model, int depth) {
    return Tabulation.of(model, depth);
  }

  /// The variables of an object as those of a Linen model: by collection, then by path. If the
  /// fields of the object are named as the parts of the Linen model, that model takes them. The
  /// states of random streams are left out: Linen has them beside the variables.
  ///
  /// ```java
  /// new MLP(16, 1).apply(Nnx.toLinenVariables(twin), x);
  /// ```
  public static Variables toLinenVariables(Object node) {
    Map<List<Object>, Variable> kept = new LinkedHashMap<>(variables(node));
    kept.values().removeIf(RngState.class::isInstance);
    return Collections.variables(kept);
  }

  /// Puts the variables of a Linen model, such as those of a checkpoint, into an object whose
  /// fields are named as the parts of the model.
  ///
  /// @throws IllegalArgumentException if there is a variable that the object has not, or a
  ///   parameter of the object for which there is no value, naming them all
  public static void updateFromLinen(Object node, Variables linen) {
    Collections.load(variables(node), linen);
  }

  /// An object, a variable or a state as HTML that folds: what a notebook shows for it.
  ///
  /// In JAX: what `nnx.display` shows in a notebook.
  public static String toHtml(Object value) {
    return Html.of(value);
  }

  /// Prints objects and states as NNX does. In a notebook, the value of a cell is shown as
  /// [#toHtml] has it. In JAX: `nnx.display`.
  public static void display(Object... values) {
    for (Object v : values) {
      System.out.println(v);
    }
  }
}
