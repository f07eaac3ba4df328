package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.core.Array;
import linum.linen.Applied;
import linum.linen.LinenModule;
import linum.linen.Mutable;
import linum.linen.Variables;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariables.Variable;
import linum.random.PrngKey;

/// Between Linen and NNX: users write `Nnx.ToNNX` and `Nnx.ToLinen`.
///
/// In JAX: `flax.nnx.bridge`.
public interface NnxBridge {

  /// A Linen module as one that owns its variables.
  ///
  /// ```java
  /// var model = new Nnx.ToNNX(new Dense(64), new Nnx.Rngs(0)).lazyInit(x);
  /// model.call(x);
  /// ```
  ///
  /// Its variables have the paths that they have in Linen, without the collection, which says what
  /// kind they are.
  final class ToNNX extends Module implements Layer {
    private final LinenModule module;
    private final Rngs rngs;

    public ToNNX(LinenModule module, Rngs rngs) {
      this.module = module;
      this.rngs = rngs;
    }

    /// Makes the variables for such an input; returns this object.
    public ToNNX lazyInit(Array x) {
      return lazyInit(() -> layer().call(x));
    }

    /// Makes the variables that a method needs: `lazyInit(() -> linen.call(x, true))`.
    public ToNNX lazyInit(Supplier<?> method) {
      Variables variables = module.init(keys(), method);
      Map<List<Object>, Object> flat = new LinkedHashMap<>();
      for (String collection : variables.names()) {
        Collections.flat(variables.at(collection))
            .forEach((path, value) -> flat.put(path, Collections.variable(collection, value)));
      }
      attributes().putAll(new TreeMap<>(Collections.byName(Nesting.of(flat))));
      return this;
    }

    // The key of the source `default` stands for that of the parameters.
    private linum.linen.Rngs keys() {
      Map<String, PrngKey> keys = new TreeMap<>();
      rngs.streams().forEach((name, s) -> keys.put(name, s.key()));
      PrngKey other = keys.remove("default");
      if (other != null) {
        keys.putIfAbsent("params", other);
      }
      return new linum.linen.Rngs(keys);
    }

    /// Runs the layer. What it changes in its collections is in the variables afterwards.
    ///
    /// @throws IllegalStateException before [#lazyInit]
    @Override
    public Array call(Array x) {
      return call(() -> layer().call(x));
    }

    private linum.linen.Layer layer() {
      if (module instanceof linum.linen.Layer l) {
        return l;
      }
      throw new IllegalStateException(
          "ToNNX: %s is no layer from an array to an array.\nSay what to call: model.call(() -> linen.call(x, train))"
              .formatted(module.getClass().getSimpleName()));
    }

    /// What a method of the module gives: `call(() -> linen.call(x, true))`.
    ///
    /// In JAX: `model(x, train=True)`, or `model(x, method=…)`.
    ///
    /// @throws IllegalStateException before [#lazyInit]
    public <R> R call(Supplier<R> method) {
      Map<List<Object>, Variable> own = Nnx.variables(attributes());
      if (own.isEmpty()) {
        throw new IllegalStateException(
            "ToNNX has no variables yet.\nMake them for an input first: model.lazyInit(x)");
      }
      Variables variables = Collections.variables(own);
      String[] mutable =
          variables.names().stream().filter(n -> !n.equals("params")).toArray(String[]::new);
      Applied<R> out = module.apply(variables, method, Mutable.of(mutable).rngs(keys()));
      Collections.update(own, out.variables());
      return out.value();
    }
  }

  /// A module that owns its variables as a Linen layer, whose variables are passed to it.
  ///
  /// ```java
  /// var layer = new Nnx.ToLinen<>(rngs -> new Nnx.Linear(3, 4, rngs), Nnx.Linear::call);
  /// var variables = layer.init(key(0), x);     // {params: {kernel, bias}}
  /// ```
  ///
  /// @param make the module; it is called once for each run
  /// @param f runs it
  record ToLinen<M>(Function<Rngs, M> make, BiFunction<M, Array, Array> f)
      implements linum.linen.Layer {
    @Override
    public Array call(Array x) {
      M module =
          isInitializing()
              ? make.apply(new Rngs(makeRng("params")))
              : Nnx.evalShape(() -> make.apply(new Rngs(0)));
      Map<List<Object>, Variable> own = Nnx.variables(module);
      Map<List<Object>, Object> before = new LinkedHashMap<>();
      Variables initial = isInitializing() ? Collections.variables(own) : Variables.EMPTY;
      Map<String, Object> branches = new LinkedHashMap<>();
      own.forEach((path, v) -> before.put(path, value(path, v, initial, branches)));
      own.forEach((path, v) -> v.put(Objects.requireNonNull(before.get(path))));
      Array y = f.apply(module, x);
      Variables after = Collections.variables(own);
      for (String collection : after.names()) {
        if (!collection.equals("params") && isMutableCollection(collection)) {
          Collections.nested(after.at(collection))
              .forEach((name, value) -> putVariable(collection, name, value));
        }
      }
      return y;
    }

    // The collections hold nested maps under the first name of a path.
    private Object value(
        List<Object> path, Variable v, Variables initial, Map<String, Object> branches) {
      String collection = Collections.name(v.getClass());
      String first = path.getFirst().toString();
      Object branch =
          branches.computeIfAbsent(
              collection + "/" + first, _ -> branch(collection, first, initial));
      for (Object key : path.subList(1, path.size())) {
        branch = Collections.child(branch, key.toString());
      }
      return branch;
    }

    private Object branch(String collection, String name, Variables initial) {
      return this.<Object>variable(
              collection, name, () -> Collections.child(initial.at(collection), name))
          .value();
    }
  }
}
