package linum.kernel.jshell;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/// Signatures and documentation of what stands somewhere, in the formats front ends show.
public record Inspection(String text, String html, String markdown) {
  // JShell writes the components of a record before the name of its member, and before the
  // parameters of its constructor.
  private static final Pattern RECORD_HEADER = Pattern.compile("\\([^()]*\\)(?=[.(])");

  /// The signatures of all overloads, each with its documentation.
  static Inspection of(List<Documentation> found, DocIndex docs) {
    List<Inspection> parts = found.stream().map(next -> of(next, docs)).toList();
    return new Inspection(
        parts.stream().map(Inspection::text).collect(Collectors.joining("\n\n")),
        parts.stream().map(Inspection::html).collect(Collectors.joining("\n<hr>\n")),
        parts.stream().map(Inspection::markdown).collect(Collectors.joining("\n\n---\n\n")));
  }

  private static Inspection of(Documentation next, DocIndex docs) {
    String signature = RECORD_HEADER.matcher(next.signature()).replaceAll("");
    Optional<String> indexed = docs.find(signature);
    String comment = next.javadoc() == null ? "" : next.javadoc();
    DocText text = indexed.map(DocText::ofMarkdown).orElseGet(() -> DocText.ofJavadoc(comment));
    return new Inspection(
        (signature + "\n\n" + text.plain()).strip(),
        "<pre>" + DocText.escape(signature) + "</pre>\n" + text.html(),
        ("```java\n" + signature + "\n```\n\n" + text.markdown()).strip());
  }
}
