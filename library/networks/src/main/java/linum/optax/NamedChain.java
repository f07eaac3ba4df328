package linum.optax;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Transformations one after the other, with names.
///
/// The state is a map from the names to their states.
///
/// @param parts the transformations, in order
public record NamedChain(Map<String, GradientTransformation> parts)
    implements GradientTransformation {
  public NamedChain {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /// With one more transformation at the end.
  ///
  /// @throws IllegalArgumentException if there is one of this name
  public NamedChain then(String name, GradientTransformation transformation) {
    if (parts.containsKey(name)) {
      throw new IllegalArgumentException(
          "namedChain: the names must differ, but there are two transformations with the name '%s'"
              .formatted(name));
    }
    Map<String, GradientTransformation> more = new LinkedHashMap<>(parts);
    more.put(name, transformation);
    return new NamedChain(more);
  }

  @Override
  public Map<String, Object> init(Object params) {
    Map<String, Object> states = new LinkedHashMap<>();
    parts.forEach((name, t) -> states.put(name, t.init(params)));
    return Collections.unmodifiableMap(states);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    Map<?, ?> states = Need.state(Map.class, state);
    P current = updates;
    Map<String, Object> next = new LinkedHashMap<>();
    for (Map.Entry<String, GradientTransformation> part : parts.entrySet()) {
      Object own = states.get(part.getKey());
      if (own == null) {
        throw new IllegalArgumentException(
            "namedChain: there is no state for '%s', only for %s.\nUse the state that init of the same chain gave: var state = tx.init(params)"
                .formatted(part.getKey(), states.keySet()));
      }
      Update<P> u = part.getValue().update(current, own, params, extraArgs);
      current = u.updates();
      next.put(part.getKey(), u.state());
    }
    return new Update<>(current, Collections.unmodifiableMap(next));
  }
}
