import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Writes the documentation of a source folder's public members into one text file, which notebooks
/// show: `java DocIndex.java SOURCES OUTPUT`.
///
/// An entry is a line `# signature` and Markdown up to the next. An overload without a comment has
/// the one of the overload above it, and a record's constructor the one of the record.
final class DocIndex {
  private static final Pattern BLOCK = Pattern.compile("(?m)^@(\\w+)\\s+(\\S+)");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\[(?:([^\\]\\[`]+)\\]\\[)?(?:[a-z]\\w*\\.)*([A-Z#][\\w.#]*)(?:\\([^)\\]]*\\))?\\](?!\\()");

  private final DocTrees trees;
  private final CompilationUnitTree unit;
  private final StringBuilder out;

  private DocIndex(DocTrees trees, CompilationUnitTree unit, StringBuilder out) {
    this.trees = trees;
    this.unit = unit;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    StringBuilder out = new StringBuilder();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        DocIndex index = new DocIndex(trees, unit, out);
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree c && c.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            index.type(c, new TreePath(new TreePath(unit), c), "");
          }
        }
      }
    }
    Path output = Path.of(args[1]);
    Files.createDirectories(output.getParent());
    Files.writeString(output, out);
  }

  private void type(ClassTree type, TreePath path, String outer) {
    String name = outer + type.getSimpleName();
    String comment = comment(path, "");
    entry(unit.getPackageName() + "." + name, comment);
    String header = parameters(components(type));
    if (type.getKind() == Tree.Kind.RECORD && constructors(type).noneMatch(header::equals)) {
      entry(name + "(" + header + ")", comment);
    }
    Map<String, String> previous = new HashMap<>();
    for (Tree member : type.getMembers()) {
      TreePath at = new TreePath(path, member);
      switch (member) {
        case ClassTree nested when isPublic(nested.getModifiers().getFlags(), type) ->
            type(nested, at, name + ".");
        case MethodTree method when isPublic(method.getModifiers().getFlags(), type) -> {
          String simple = method.getName().toString();
          boolean constructor = simple.equals("<init>");
          String text = comment(at, previous.getOrDefault(simple, constructor ? comment : ""));
          previous.put(simple, text);
          entry(
              (constructor ? name : name + "." + simple)
                  + ("(" + parameters(method.getParameters()) + ")"),
              text);
        }
        case VariableTree field when isPublic(field.getModifiers().getFlags(), type) ->
            entry(name + "." + field.getName(), comment(at, ""));
        default -> {}
      }
    }
  }

  private static Stream<String> constructors(ClassTree type) {
    return type.getMembers().stream()
        .filter(m -> m instanceof MethodTree method && method.getName().contentEquals("<init>"))
        .map(m -> parameters(((MethodTree) m).getParameters()));
  }

  private static List<VariableTree> components(ClassTree record) {
    List<VariableTree> components = new ArrayList<>();
    for (Tree member : record.getMembers()) {
      if (member instanceof VariableTree v
          && !v.getModifiers().getFlags().contains(Modifier.STATIC)) {
        components.add(v);
      }
    }
    return components;
  }

  private static boolean isPublic(Set<Modifier> flags, ClassTree of) {
    boolean implied =
        (of.getKind() == Tree.Kind.INTERFACE || of.getKind() == Tree.Kind.ANNOTATION_TYPE)
            && !flags.contains(Modifier.PRIVATE);
    return implied || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
  }

  private static String parameters(List<? extends VariableTree> parameters) {
    return parameters.stream().map(DocIndex::parameter).collect(Collectors.joining(", "));
  }

  private static String parameter(VariableTree v) {
    // The tree of the type alone does not tell `int...` from `int[]`.
    String text = v.toString().replaceAll("\\s+", " ");
    boolean varargs = text.contains("... " + v.getName());
    String type = v.getType().toString().replaceAll("\\s+", " ");
    return (varargs ? type.replaceAll("\\[\\]$", "...") : type) + " " + v.getName();
  }

  private String comment(TreePath path, String otherwise) {
    String comment = trees.getDocComment(path);
    return comment == null ? otherwise : markdown(comment);
  }

  /// Javadoc's tags and references as plain Markdown.
  private static String markdown(String comment) {
    String text = comment.lines().map(DocIndex::withoutFirstSpace).collect(Collectors.joining("\n"));
    String blocks =
        BLOCK
            .matcher(text.strip())
            .replaceAll(
                tag ->
                    switch (tag.group(1)) {
                      case "param" -> "- `" + Matcher.quoteReplacement(tag.group(2)) + "`:";
                      case "throws" -> "- throws `" + Matcher.quoteReplacement(tag.group(2)) + "`";
                      case "return" -> "- returns " + Matcher.quoteReplacement(tag.group(2));
                      default -> "- " + Matcher.quoteReplacement(tag.group(1) + " " + tag.group(2));
                    });
    return REFERENCE
        .matcher(blocks)
        .replaceAll(
            reference ->
                reference.group(1) != null
                    ? Matcher.quoteReplacement(reference.group(1))
                    : "`" + reference.group(2).replaceFirst("^#", "").replace('#', '.') + "`")
        .strip();
  }

  private static String withoutFirstSpace(String line) {
    return line.startsWith(" ") ? line.substring(1) : line;
  }

  private void entry(String signature, String text) {
    if (!text.isEmpty()) {
      out.append("# ").append(signature).append('\n');
      text.lines()
          .forEach(line -> out.append(line.startsWith("#") ? "\\" : "").append(line).append('\n'));
      out.append('\n');
    }
  }
}
