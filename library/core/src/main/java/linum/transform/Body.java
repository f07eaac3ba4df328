package linum.transform;

import org.jspecify.annotations.Nullable;

/// A user's function of any number of trees, without its types.
///
/// Who makes one of a typed function casts the arguments back to the types that the function has;
/// so they must be passed what the function takes.
@FunctionalInterface
public interface Body {
  @Nullable Object call(@Nullable Object... args);
}
