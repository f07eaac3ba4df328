package linum.checkpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks types whose values say what to do, not what was learned. As components of a record they
/// belong to its structure, even if they hold arrays: they are not saved, and what is restored has
/// those of the target.
///
/// In JAX: `flax.struct.field(pytree_node=False)` in every class that has such a field.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NoState {}
