package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import linum.core.Array;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariableKinds.Intermediate;
import linum.nnx.NnxVariableKinds.Perturbation;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Where [Module] is: users write `Nnx.Module`.
public interface NnxModules {

  /// A network, or a part of one, that owns its variables.
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
  /// ```
  ///
  /// In JAX: `nnx.Module`; `__call__` is a method of any name and parameters.
  abstract class Module extends Pytree {
    protected Module() {}

    /// Puts this module and all below into training mode: dropout drops, normalization uses the
    /// statistics of the batch.
    public void train() {
      train(Map.of());
    }

    /// As above, and sets more fields, where they are.
    public final void train(Map<String, ?> attributes) {
      Map<String, Object> all = new TreeMap<>(attributes);
      all.put("deterministic", false);
      all.put("useRunningAverage", false);
      var _ = Attributes.setWhereFound(this, all);
    }

    /// Puts this module and all below into the mode for use: dropout does nothing, normalization
    /// uses the statistics it has collected.
    public void eval() {
      eval(Map.of());
    }

    /// As above, and sets more fields, where they are.
    public final void eval(Map<String, ?> attributes) {
      Map<String, Object> all = new TreeMap<>(attributes);
      all.put("deterministic", true);
      all.put("useRunningAverage", true);
      var _ = Attributes.setWhereFound(this, all);
    }

    /// Sets fields of this module and all modules below that have fields of these names. A module
    /// without one of the fields is passed over.
    ///
    /// ```java
    /// model.setAttributes(Map.of("deterministic", true));
    /// ```
    ///
    /// @param filters which modules, by path and class: `Nnx.Dropout.class`; all if none is given
    /// @throws IllegalArgumentException if no module has a field of one of the names, or there is
    ///   none that the filters take
    public final void setAttributes(Map<String, ?> attributes, Object... filters) {
      Attributes.set(this, attributes, filters);
    }

    /// Keeps a value for others to look at, in an attribute that [Nnx#pop] or [Nnx#capture] takes
    /// out. A value kept before stays; the new one comes behind it.
    ///
    /// ```java
    /// sow(Nnx.Intermediate::new, "features", x);
    /// ```
    ///
    /// In JAX: `self.sow(nnx.Intermediate, 'features', x)`, which takes the class.
    public final void sow(Kind kind, String name, Array value) {
      Variable v = sown(kind, name, List.of());
      List<Object> more = new ArrayList<>(v.<List<?>>getValue());
      more.add(value);
      v.setValue(List.copyOf(more));
    }

    /// Keeps a value as [#sow(Kind, String, Array)] does, combined with the one kept before.
    ///
    /// @param init the value to start from
    /// @param reduce takes what was kept and the new value
    public final void sow(
        Kind kind, String name, Array value, Supplier<Array> init, BinaryOperator<Array> reduce) {
      Variable v = sown(kind, name, init.get());
      v.set(reduce.apply(v.get(), value));
    }

    /// Keeps a value as an [Intermediate].
    public final void sow(String name, Array value) {
      sow(Intermediate::new, name, value);
    }

    private Variable sown(Kind kind, String name, Object init) {
      Object known = attributes().get(name);
      if (known == null) {
        Variable fresh = kind.of(init);
        attributes().put(name, fresh);
        return fresh;
      }
      if (known instanceof Variable v) {
        return v;
      }
      throw new IllegalArgumentException(
          "sow: %s holds a %s under %s and no variable"
              .formatted(getClass().getSimpleName(), known.getClass().getSimpleName(), name));
    }

    /// `value` plus a variable that is zero, whose gradient is that of the intermediate value.
    ///
    /// ```java
    /// x = perturb("hidden", hidden.call(x));
    /// // Nnx.grad(loss, new Nnx.DiffState(0, Nnx.Perturbation.class)).apply(model, x)
    /// ```
    ///
    /// The variable is made by the first call, which must come before the gradient is taken.
    public final Array perturb(String name, Array value) {
      @Nullable Object known = attributes().get(name);
      if (known instanceof Perturbation p) {
        return value.add(p.get());
      }
      attributes().put(name, new Perturbation(linum.numpy.Jnp.zerosLike(value)));
      return value;
    }
  }

  /// What takes an array and gives one: most layers, and functions such as `Nn::relu`.
  ///
  /// A module of yours that implements it can stand wherever a layer can, as in `new
  /// Nnx.Sequential(encoder, Nn::relu)`. A method reference to a module, `net::call`, would hide
  /// its variables.
  @FunctionalInterface
  interface Layer {
    Array call(Array x);
  }

  /// Makes a variable of some kind: `Nnx.Intermediate::new`.
  @FunctionalInterface
  interface Kind {
    Variable of(Object tree);
  }
}
