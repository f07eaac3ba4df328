package linum.linen;

/// An axis was added to a partitioned variable, and nobody said its name.
///
/// In JAX: `flax.errors.PartitioningUnspecifiedError`.
public final class PartitioningUnspecifiedError extends FlaxError {
  private static final long serialVersionUID = 1;

  PartitioningUnspecifiedError(Object names) {
    super(
        """
        vmap or scan of a variable partitioned as %s: the new axis has no name.
        Give it one in the options: VmapLift.DEFAULT.partitionName("layers").\
        """
            .formatted(names));
  }
}
