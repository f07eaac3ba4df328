package linum.kernel.display;

/// HTML to be shown as such.
public record Html(String source) implements Displayable {

  /// HTML from its source.
  public static Html of(String source) {
    return new Html(source);
  }

  /// The text with the characters escaped that mean something in HTML.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.of(source).with("text/html", source);
  }
}
