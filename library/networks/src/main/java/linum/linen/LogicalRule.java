package linum.linen;

import org.jspecify.annotations.Nullable;

/// That axes of one meaning are divided over one axis of a mesh.
///
/// In JAX: a pair of `logical_axis_rules`.
///
/// @param logical what the axis means, as `batch`
/// @param mesh the axis of the mesh; null if it is not to be divided
public record LogicalRule(String logical, @Nullable String mesh) {}
