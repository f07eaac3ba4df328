package linum.optax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Transformations one after the other: each gets the updates of the one before.
///
/// The state is a list of their states.
///
/// @param parts the transformations, in order
public record Chain(List<GradientTransformation> parts) implements GradientTransformation {
  public Chain {
    parts = List.copyOf(parts);
  }

  static Chain of(GradientTransformation... parts) {
    return new Chain(List.of(parts));
  }

  @Override
  public List<Object> init(Object params) {
    return parts.stream().map(t -> t.init(params)).toList();
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    if (!(state instanceof List<?> states) || states.size() != parts.size()) {
      throw new IllegalArgumentException(
          "chain: %d transformations need a list of as many states, but update was given %s.\nUse the state that init of the same chain gave: var state = tx.init(params)"
              .formatted(
                  parts.size(),
                  state instanceof List<?> list
                      ? "a list of " + list.size()
                      : "one of type " + state.getClass().getSimpleName()));
    }
    P current = updates;
    List<Object> next = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Update<P> u = parts.get(i).update(current, states.get(i), params, extraArgs);
      current = u.updates();
      next.add(u.state());
    }
    return new Update<>(current, List.copyOf(next));
  }
}
