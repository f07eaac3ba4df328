package linum.linen;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Collectors;
import linum.ir.Repr;
import org.jspecify.annotations.Nullable;

/// Modules as text.
final class ModuleText {
  private ModuleText() {}

  static String of(LinenModule module) {
    List<Field> fields = Submodules.fields(module.getClass());
    String name = Names.typeName(module);
    if (fields.isEmpty()) {
      return name + "()";
    }
    String attributes =
        fields.stream()
            .map(f -> "%s = %s\n".formatted(f.getName(), text(Submodules.value(f, module))))
            .collect(Collectors.joining("", "# attributes\n", ""));
    return "%s(\n%s)".formatted(name, attributes.indent(4));
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case LinenModule m when m.getClass().isHidden() -> "<function>";
      case LinenModule m -> of(Names.self(m));
      case List<?> l ->
          l.stream().map(ModuleText::text).collect(Collectors.joining(", ", "[", "]"));
      case Boolean b -> b.toString();
      case null -> "null";
      case Object function when function.getClass().isHidden() -> "<function>";
      default -> Repr.of(value);
    };
  }
}
