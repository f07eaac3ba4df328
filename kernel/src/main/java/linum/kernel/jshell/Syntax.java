package linum.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Asks the Java parser whether a snippet is well-formed: JShell calls `int a = = 1;` complete.
final class Syntax {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /// Whether the snippet parses as an expression, as statements, as a member or as an import.
  boolean isValid(String snippet) {
    return Stream.of(
            "class $ { Object $ = (" + snippet + "\n); }",
            "class $ { { " + snippet + "\n; } }",
            "class $ { Object $() { if (true) " + snippet + "\n} }",
            "class $ { " + snippet + "\n }",
            snippet + "\n class $ {}")
        .anyMatch(this::parses);
  }

  private boolean parses(String unit) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, problems, List.of("-proc:none"), null, List.of(new Source(unit)));
    try {
      task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse a string", e);
    }
    return problems.getDiagnostics().stream()
        .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///$.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
