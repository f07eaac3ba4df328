package linum.nnx;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nnx.NnxErrors.TraceContextError;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Where [Variable] is: users write `Nnx.Variable`.
public interface NnxVariables {

  /// A box for a value that changes: an array, or a tree of arrays.
  ///
  /// Its class says what it is for, and filters go by that: a [NnxVariableKinds.Param] is trained,
  /// a [NnxVariableKinds.BatchStat] is not. Subclasses need a constructor and nothing else:
  ///
  /// ```java
  /// class Counter extends Nnx.Variable { Counter(Array value) { super(value); } }
  /// ```
  ///
  /// A subclass may change what goes in and out, by [#onSetValue] and its like:
  ///
  /// ```java
  /// class Clipped extends Nnx.Param {
  ///   Clipped(Array value) { super(value); }
  ///   protected Object onSetValue(Object value) { return clip((Array) value, -1, 1); }
  /// }
  /// ```
  ///
  /// In JAX: `nnx.Variable`; `v[...]` is [#get], `v[...] = x` is [#set], `v[...] += 1` is
  /// `v.update(x -> x.add(1))`.
  class Variable implements Cloneable, NnxFilters.Tagged {
    static {
      StateNodes.rejectObjects();
    }

    private Object value;
    private Map<String, Object> metadata = Map.of();
    // The interpreter under which it was made: only there can it be changed.
    private Trace born = Trace.current();

    @SuppressWarnings("this-escape") // the hook says that it runs before the subclass is ready
    public Variable(Array value) {
      this.value = value;
      this.value = onCreateValue(value);
    }

    /// A variable whose value is a tree of arrays.
    @SuppressWarnings("this-escape") // as above
    protected Variable(Object tree) {
      this.value = tree;
      this.value = onCreateValue(tree);
    }

    // Hooks

    /// What is kept in place of the first value. It runs before the fields of a subclass are set.
    protected Object onCreateValue(Object first) {
      return first;
    }

    /// What is seen in place of the value by those who ask for it; what is kept stays as it is.
    protected Object onGetValue(Object kept) {
      return kept;
    }

    /// What is kept in place of a value that somebody puts there. States, gradients and
    /// transformations put values back as they were kept, without this.
    protected Object onSetValue(Object newValue) {
      return newValue;
    }

    /// Is told that a transformation has put an axis into the value, see [Nnx#transformMetadata].
    protected void onAddAxis(int axis, String name) {}

    /// Is told that a transformation has taken an axis out of the value.
    protected void onRemoveAxis(int axis, String name) {}

    final void addAxis(int axis, String name) {
      onAddAxis(axis, name);
    }

    final void removeAxis(int axis, String name) {
      onRemoveAxis(axis, name);
    }

    /// The array that it holds.
    ///
    /// @throws IllegalStateException if it holds a tree; take [#getValue] then
    public final Array get() {
      if (onGetValue(current()) instanceof Array a) {
        return a;
      }
      throw new IllegalStateException(
          "%s holds the tree %s and no array.\nTake getValue() for trees."
              .formatted(getClass().getSimpleName(), Tree.structure(current())));
    }

    /// The value, whatever it is.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows
    public final <T> T getValue() {
      return (T) onGetValue(current());
    }

    /// Puts another array there.
    ///
    /// @throws TraceContextError inside a transformation that the variable was not passed to
    public final void set(Array newValue) {
      put(onSetValue(newValue));
    }

    /// Puts another tree there.
    ///
    /// @throws TraceContextError inside a transformation that the variable was not passed to
    public final void setValue(Object newValue) {
      put(onSetValue(newValue));
    }

    /// Puts there what `f` makes of the array: `count.update(n -> n.add(1))`.
    public final void update(UnaryOperator<Array> f) {
      set(f.apply(get()));
    }

    /// Takes over value and metadata of another variable of the same class.
    ///
    /// @throws IllegalArgumentException if it is of another class
    public final void copyFrom(Variable other) {
      if (other.getClass() != getClass()) {
        throw new IllegalArgumentException(
            "copyFrom: a %s cannot take over a %s.\nUse set(other.get()) for the value alone."
                .formatted(getClass().getSimpleName(), other.getClass().getSimpleName()));
      }
      put(other.current());
      metadata = other.metadata;
    }

    final Object current() {
      Frame f = Frame.holding(this);
      return f == null ? value : f.get(this);
    }

    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    final void put(Object newValue) {
      Frame f = Frame.holding(this);
      if ((f == null ? born : f.trace()) != Trace.current()) {
        throw TraceContextError.of(this);
      }
      if (f != null) {
        f.put(this, newValue);
      } else {
        value = newValue;
      }
    }

    /// As [#current] where no frame is open.
    final Object own() {
      return value;
    }

    /// As [#put] where no frame is open.
    ///
    /// @param now the current interpreter
    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    final void putOwn(Object newValue, Trace now) {
      if (born != now) {
        throw TraceContextError.of(this);
      }
      value = newValue;
    }

    /// Whether it can be changed here.
    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    final boolean isWritable() {
      Frame f = Frame.holding(this);
      return (f == null ? born : f.trace()) == Trace.current();
    }

    /// A variable of the same class and metadata, made under the current interpreter.
    final Variable with(Object newValue) {
      try {
        Variable copy = (Variable) super.clone();
        copy.value = newValue;
        copy.born = Trace.current();
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    /// Copies are made with a value: [Nnx#clone].
    @Override
    protected final Object clone() throws CloneNotSupportedException {
      throw new CloneNotSupportedException(
          getClass().getSimpleName() + " is copied by Nnx.clone(variable)");
    }

    // Metadata

    /// What is known of it beside its value, by name.
    public final Map<String, Object> metadata() {
      return metadata;
    }

    /// Adds to the metadata, and returns the variable itself.
    ///
    /// In JAX: keyword arguments of the constructor, and `v.set_metadata(name=value)`.
    // NnxVariables are made in expressions, of which this is one; callers that change one drop it.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it is of its own class
    public final <V extends Variable> V withMetadata(String name, Object newValue) {
      Map<String, Object> more = new TreeMap<>(metadata);
      more.put(name, newValue);
      metadata = Collections.unmodifiableMap(more);
      return (V) this;
    }

    final void setMetadata(Map<String, Object> newMetadata) {
      metadata = newMetadata;
    }

    @Override
    public @Nullable String tag() {
      return metadata.get("tag") instanceof String s ? s : null;
    }

    // As an array

    public final Dims shape() {
      return get().shape();
    }

    public final int shape(int axis) {
      return get().shape(axis);
    }

    public final DType dtype() {
      return get().dtype();
    }

    public final int ndim() {
      return get().ndim();
    }

    public final long size() {
      return get().size();
    }

    /// The value plus `y`; the variable stays as it is.
    public final Array add(Array y) {
      return get().add(y);
    }

    /// The value plus a number; the variable stays as it is.
    public final Array add(Number y) {
      return get().add(y);
    }

    /// The value less `y`.
    public final Array sub(Array y) {
      return get().sub(y);
    }

    /// The value less a number.
    public final Array sub(Number y) {
      return get().sub(y);
    }

    /// The value times `y`.
    public final Array mul(Array y) {
      return get().mul(y);
    }

    /// The value times a number.
    public final Array mul(Number y) {
      return get().mul(y);
    }

    /// The value over `y`.
    public final Array div(Array y) {
      return get().div(y);
    }

    /// The value over a number.
    public final Array div(Number y) {
      return get().div(y);
    }

    /// The value to a power.
    public final Array pow(Number y) {
      return get().pow(y);
    }

    public final Array neg() {
      return get().neg();
    }

    /// The matrix product of the value and `y`.
    public final Array matmul(Array y) {
      return get().matmul(y);
    }

    /// The variable with its value, as NNX prints it.
    @Override
    public final String toString() {
      return Text.of(this);
    }
  }
}
