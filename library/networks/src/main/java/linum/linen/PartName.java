package linum.linen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of the variables of a part that is a component or a field, where it is not its own
/// name.
///
/// ```java
/// record Encoder(@PartName("layer_norm") LayerNorm layerNorm) implements Layer { … }
/// ```
///
/// Names decide which random keys a part gets, and where a checkpoint has its variables: give
/// Flax's names to get the variables of Flax's model.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface PartName {
  /// The name.
  String value();
}
