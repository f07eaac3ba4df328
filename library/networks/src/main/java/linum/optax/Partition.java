package linum.optax;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Different transformations for different parts of the parameters.
///
/// In JAX: `optax.partition`, before that `optax.multi_transform`.
///
/// @param transforms the transformation for every label
/// @param labels the label of every array
/// @param maskCompatibleExtraArgs whether trees in the extra arguments that are like the updates
///   are divided, too
public record Partition(
    Map<String, GradientTransformation> transforms, Labels labels, boolean maskCompatibleExtraArgs)
    implements GradientTransformation {
  public Partition {
    transforms = Collections.unmodifiableMap(new TreeMap<>(transforms));
  }

  Partition(Map<String, GradientTransformation> transforms, Labels labels) {
    this(transforms, labels, false);
  }

  public Partition maskCompatibleExtraArgs(boolean newMaskCompatibleExtraArgs) {
    return new Partition(transforms, labels, newMaskCompatibleExtraArgs);
  }

  /// Its state.
  ///
  /// @param innerStates the state for every label
  public record PartitionState(Map<String, Object> innerStates) {}

  @Override
  public PartitionState init(Object params) {
    checkLabels(params);
    Map<String, Object> states = new TreeMap<>();
    transforms.forEach((label, _) -> states.put(label, part(label).init(params)));
    return new PartitionState(states);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    PartitionState s = Need.state(PartitionState.class, state);
    P current = updates;
    Map<String, Object> next = new TreeMap<>();
    for (String label : transforms.keySet()) {
      Object own = Objects.requireNonNull(s.innerStates().get(label));
      Update<P> u = part(label).update(current, own, params, extraArgs);
      current = u.updates();
      next.put(label, u.state());
    }
    return new Update<>(current, new PartitionState(next));
  }

  private GradientTransformation part(String label) {
    return new Masked(
        Objects.requireNonNull(transforms.get(label)), labels.mask(label), maskCompatibleExtraArgs);
  }

  private void checkLabels(Object params) {
    Set<String> used = new TreeSet<>(labels.over(params));
    if (!transforms.keySet().containsAll(used)) {
      throw new IllegalArgumentException(
          "partition: some parameters have no transformation: the labels are %s, the transformations are for %s"
              .formatted(used, transforms.keySet()));
    }
  }
}
