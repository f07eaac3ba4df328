package linum.linen;

/// Two parts of one module, or a part and a variable, have the same name.
///
/// In JAX: `flax.errors.NameInUseError`.
public final class NameInUseError extends FlaxError {
  private static final long serialVersionUID = 1;

  NameInUseError(String what, String name, String module, String path) {
    super(
        """
        %s "%s" in %s at %s: the name is taken by another part or variable of this module.
        Give one of them another name: new Dense(8).named("other").apply(x). To use one part twice, \
        keep it in a variable or component, and run it by apply(x); call(x) alone runs its body \
        as a piece of the surrounding one.\
        """
            .formatted(what, name, module, path));
  }
}
