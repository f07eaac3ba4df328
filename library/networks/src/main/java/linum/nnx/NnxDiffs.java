package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// What a gradient is taken in: users write `Nnx.DiffState`.
public interface NnxDiffs {

  /// The variables of an argument that a filter takes.
  ///
  /// In JAX: `nnx.DiffState(0, nnx.Param)`.
  record DiffState(int argnum, Filter filter) {
    public DiffState(int argnum, Object filter) {
      this(argnum, Filter.of(filter));
    }

    /// What a gradient is taken in if only a position is given: the parameters.
    static DiffState of(Object argnum) {
      return switch (argnum) {
        case DiffState d -> d;
        case Integer i -> new DiffState(i, Param.class);
        default ->
            throw new IllegalArgumentException(
                "grad: what to differentiate is a position or a Nnx.DiffState, got %s"
                    .formatted(argnum));
      };
    }
  }

  /// Gradients in several arguments.
  final class Grads {
    private final List<@Nullable Object> all;

    Grads(List<@Nullable Object> all) {
      this.all = Collections.unmodifiableList(new ArrayList<>(all));
    }

    /// The gradient in the `i`th of what was differentiated: a [State] for an object, else a tree
    /// like the argument.
    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the argument
    public <T> T get(int i) {
      return Typed.cast(all.get(i));
    }

    public State state(int i) {
      return get(i);
    }

    public Array array(int i) {
      return get(i);
    }
  }
}
