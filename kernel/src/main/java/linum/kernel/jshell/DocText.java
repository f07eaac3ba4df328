package linum.kernel.jshell;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A documentation comment in three formats.
record DocText(String plain, String html, String markdown) {
  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|literal|snippet)\\s+([^{}]*)\\}");
  private static final Pattern LINK =
      Pattern.compile("\\{@(?:link|linkplain|value|index)\\s+([^\\s{}]+)(?:\\s+([^{}]*))?\\}");
  private static final Pattern OTHER_INLINE = Pattern.compile("\\{@\\w+\\s*([^{}]*)\\}");
  private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s*");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n(?:\\s*\\n)*");

  /// A traditional comment: HTML with Javadoc's tags.
  static DocText ofJavadoc(String comment) {
    String html = blockTags(inlineTags(comment.strip()));
    String markdown = toMarkdown(html);
    String plain = unescape(html.replaceAll("(?i)<li>\\s*", "- ").replaceAll("<[^>]+>", ""));
    return new DocText(collapse(plain), html, collapse(markdown));
  }

  /// A Markdown comment.
  static DocText ofMarkdown(String comment) {
    String html =
        "<p>"
            + BLANK_LINES
                .matcher(escape(comment.strip()))
                .replaceAll("</p>\n<p>")
                .replaceAll("(?s)```\\w*\\n(.*?)```", "<pre>$1</pre>")
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>")
            + "</p>";
    return new DocText(comment.strip(), html, comment.strip());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String inlineTags(String comment) {
    String code =
        CODE.matcher(comment)
            .replaceAll(
                match -> Matcher.quoteReplacement("<code>" + escape(match.group(1)) + "</code>"));
    String links =
        LINK.matcher(code)
            .replaceAll(match -> Matcher.quoteReplacement("<code>" + label(match) + "</code>"));
    return OTHER_INLINE.matcher(links).replaceAll("$1");
  }

  private static String label(MatchResult link) {
    String label = link.group(2);
    return label == null || label.isBlank() ? link.group(1).replace('#', '.') : label;
  }

  private static String blockTags(String comment) {
    return BLOCK
        .matcher(comment)
        .replaceAll(match -> "<p><b>" + Matcher.quoteReplacement(match.group(1)) + "</b> ");
  }

  private static String toMarkdown(String html) {
    return unescape(
        html.replaceAll("(?i)</?(?:code|tt)>", "`")
            .replaceAll("(?i)</?(?:b|strong)>", "**")
            .replaceAll("(?i)</?(?:i|em)>", "*")
            .replaceAll("(?i)<li>\\s*", "\n- ")
            .replaceAll("(?i)<(?:p|pre|ul|ol|blockquote)\\b[^>]*>", "\n\n")
            .replaceAll("<[^>]+>", ""));
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }

  private static String collapse(String text) {
    return BLANK_LINES.matcher(text.replaceAll("(?m)^ +", "")).replaceAll("\n\n").strip();
  }
}
