package linum.kernel.jshell;

import java.util.List;
import java.util.Optional;

/// Documentation of classes that JShell finds no sources of: it reads those of the JDK only.
@FunctionalInterface
public interface DocIndex {
  /// An index of nothing.
  DocIndex EMPTY = _ -> Optional.empty();

  /// The documentation, in Markdown, of what has a signature.
  ///
  /// @param signature as JShell writes it: `java.lang.String` for a class, `double Math.sqrt(double
  ///   a)` for a method, `Math.PI:double` for a field
  Optional<String> find(String signature);

  /// The first answer of several indexes.
  static DocIndex of(List<DocIndex> indexes) {
    List<DocIndex> all = List.copyOf(indexes);
    return signature ->
        all.stream().map(index -> index.find(signature)).flatMap(Optional::stream).findFirst();
  }
}
