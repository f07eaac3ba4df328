package linum.kernel.display;

/// Markdown to be shown as such; formulas between dollar signs are set.
public record Markdown(String source) implements Displayable {

  /// Markdown from its source.
  public static Markdown of(String source) {
    return new Markdown(source);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.of(source).with("text/markdown", source);
  }
}
