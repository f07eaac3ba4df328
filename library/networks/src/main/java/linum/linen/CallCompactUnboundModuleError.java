package linum.linen;

/// A module was asked for something that only exists while a model runs.
///
/// In JAX: `flax.errors.CallCompactUnboundModuleError`.
public final class CallCompactUnboundModuleError extends FlaxError {
  private static final long serialVersionUID = 1;

  CallCompactUnboundModuleError(String operation, String module) {
    super(
        """
        %s: no model is running, so %s has no variables here.
        A module only describes a network. Make its variables and run it with them:
          var variables = model.init(key(0), x);
          model.apply(variables, x);\
        """
            .formatted(operation, module));
  }
}
