package linum.kernel.display;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The functions by which a cell shows values while it runs. They are imported in every session.
///
/// In JAX: notebooks use IPython's `display` and `clear_output`; these are their counterparts.
public final class Display {
  private record Connected(Renderers renderers, DisplayPublisher publisher) {}

  private static volatile @Nullable Connected connected;
  private static volatile @Nullable String lastId;

  private Display() {}

  /// Says how values are rendered and where they go; the kernel calls this when it starts.
  public static void connect(Renderers renderers, DisplayPublisher publisher) {
    connected = new Connected(renderers, publisher);
  }

  /// Shows a value below the cell.
  ///
  /// @return an id for [#updateDisplay]
  /// @throws IllegalStateException outside of a kernel
  public static String display(@Nullable Object value) {
    String id = UUID.randomUUID().toString();
    connection().publisher().display(render(value), id);
    lastId = id;
    return id;
  }

  /// Whether a value is the id that [#display] has returned last: a cell that ends in `display(x)`
  /// has shown its value already.
  public static boolean isLastId(@Nullable Object value) {
    return value != null && value.equals(lastId);
  }

  /// Replaces what [#display] has shown under an id, in whatever cell it is.
  ///
  /// @throws IllegalStateException outside of a kernel
  public static void updateDisplay(String id, @Nullable Object value) {
    connection().publisher().update(render(value), id);
  }

  /// The formats in which a value would be shown.
  ///
  /// @throws IllegalStateException outside of a kernel
  public static MimeBundle render(@Nullable Object value) {
    return value instanceof MimeBundle bundle ? bundle : connection().renderers().render(value);
  }

  /// Removes what the cell has shown so far.
  ///
  /// @throws IllegalStateException outside of a kernel
  public static void clearOutput() {
    clearOutput(false);
  }

  /// Removes what the cell has shown so far, at once or when the next output comes.
  ///
  /// @throws IllegalStateException outside of a kernel
  public static void clearOutput(boolean wait) {
    connection().publisher().clear(wait);
  }

  private static Connected connection() {
    Connected current = connected;
    if (current == null) {
      throw new IllegalStateException(
          "display: there is no notebook to show this in.\n"
              + "Print it: System.out.println(value);");
    }
    return current;
  }
}
