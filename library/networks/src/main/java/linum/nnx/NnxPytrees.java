package linum.nnx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where [Pytree] and [Named] are: users write `Nnx.Pytree`.
public interface NnxPytrees {

  /// The name of a field in paths and states, where it is to be another than in Java: a checkpoint
  /// of a model in Python has `dense_h` where Java writes `denseH`.
  ///
  /// ```java
  /// @Nnx.Named("token_embed") final Nnx.Embed tokenEmbed;
  /// ```
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.FIELD)
  @interface Named {
    String value();
  }

  /// An object with variables: those in its fields, and those in objects, lists, maps, arrays and
  /// records that its fields refer to. Whatever else the fields hold is static: it belongs to the
  /// structure and is compared by `equals`.
  ///
  /// Objects have an identity. One that is reachable twice is one object, in [Nnx#split] and in all
  /// transformations, and so is a [NnxVariables.Variable].
  ///
  /// In JAX: `nnx.Pytree`, whose attributes can be added at any time; here only `sow` and `perturb`
  /// add any.
  abstract class Pytree implements Cloneable {
    static {
      StateNodes.rejectObjects();
    }

    private Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

    protected Pytree() {}

    final Map<String, @Nullable Object> attributes() {
      return attributes;
    }

    /// A new object with the same values in its fields, which no constructor has seen.
    final Pytree shallowCopy() {
      try {
        Pytree copy = (Pytree) super.clone();
        copy.attributes = new LinkedHashMap<>(attributes);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    /// Objects are themselves alone; [Nnx#clone] makes another one with variables of its own.
    @Override
    protected final Object clone() throws CloneNotSupportedException {
      throw new CloneNotSupportedException(
          getClass().getSimpleName() + " is copied by Nnx.clone(object)");
    }

    /// The object with all that it holds, as NNX prints it.
    @Override
    public String toString() {
      return Text.of(this);
    }
  }
}
