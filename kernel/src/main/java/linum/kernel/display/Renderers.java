package linum.kernel.display;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which renderer shows which type.
///
/// A value is shown by the renderer of its class, or else of the nearest superclass or interface
/// that has one; then as a [Displayable]; then as plain text.
public final class Renderers {
  private final Map<Class<?>, Renderer<Object>> byType = new ConcurrentHashMap<>();

  /// A registry that knows images.
  public Renderers() {
    register(BufferedImage.class, Images::render);
  }

  /// Sets the renderer of a class or interface; a later one replaces it.
  public <T> void register(Class<T> type, Renderer<? super T> renderer) {
    byType.put(type, value -> renderer.render(type.cast(value)));
  }

  /// The formats of a value, always with plain text.
  public MimeBundle render(@Nullable Object value) {
    if (value == null) {
      return MimeBundle.of("null");
    }
    MimeBundle bundle =
        find(value.getClass())
            .map(renderer -> renderer.render(value))
            .orElseGet(() -> withoutRenderer(value));
    return bundle.data().containsKey(MimeBundle.TEXT)
        ? bundle
        : bundle.with(MimeBundle.TEXT, PlainText.of(value));
  }

  private static MimeBundle withoutRenderer(Object value) {
    return value instanceof Displayable displayable
        ? displayable.toMimeBundle()
        : MimeBundle.of(PlainText.of(value));
  }

  /// Looks along superclasses and their interfaces, nearest first.
  private Optional<Renderer<Object>> find(Class<?> start) {
    Deque<Class<?>> waiting = new ArrayDeque<>();
    Set<Class<?>> seen = new HashSet<>();
    waiting.add(start);
    while (!waiting.isEmpty()) {
      Class<?> type = waiting.remove();
      Renderer<Object> renderer = byType.get(type);
      if (renderer != null) {
        return Optional.of(renderer);
      }
      if (type.getSuperclass() != null && seen.add(type.getSuperclass())) {
        waiting.add(type.getSuperclass());
      }
      for (Class<?> implemented : type.getInterfaces()) {
        if (seen.add(implemented)) {
          waiting.add(implemented);
        }
      }
    }
    return Optional.empty();
  }
}
