package linum.kernel;

import java.util.List;
import linum.kernel.display.Renderers;
import linum.kernel.jshell.DocIndex;
import linum.kernel.magic.MagicRegistry;

/// What a library adds to the kernel. Found by `ServiceLoader`, on the class path the kernel is
/// started with.
public interface Extension {
  /// The imports that every session starts with, as `import static a.B.*;`.
  default List<String> imports() {
    return List.of();
  }

  /// Adds magics.
  default void magics(MagicRegistry registry) {}

  /// Adds renderers.
  default void renderers(Renderers renderers) {}

  /// Called when the kernel starts, to begin in the background what the first cells would wait for.
  default void start() {}

  /// Snippets run in the background when the kernel starts, until a cell comes, so that the first
  /// cells find warm code. They must print nothing and declare nothing.
  default List<String> warmUp() {
    return List.of();
  }

  /// Documentation of the library's classes.
  default DocIndex docs() {
    return DocIndex.EMPTY;
  }
}
