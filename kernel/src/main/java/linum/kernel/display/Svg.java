package linum.kernel.display;

/// An SVG drawing to be shown as such.
public record Svg(String source) implements Displayable {

  /// A drawing from its source.
  public static Svg of(String source) {
    return new Svg(source);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.of("<svg>").with("image/svg+xml", source);
  }
}
