package linum.llvm.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A module in the making: functions, tables of constants, and declarations of what they call.
public final class IrModule {
  private final Set<String> declarations = new LinkedHashSet<>();
  private final Map<String, String> globals = new LinkedHashMap<>();
  private final List<String> functions = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final int vectorBytes;
  private int names;
  private boolean streaming;

  /// @param vectorBytes how wide the vector registers of the machine are
  public IrModule(int vectorBytes) {
    this.vectorBytes = vectorBytes;
  }

  public int vectorBytes() {
    return vectorBytes;
  }

  /// How many elements of a type fill a vector register.
  public int lanes(IrType type) {
    return Math.max(1, vectorBytes / type.byteSize());
  }

  /// A name that nothing else in this module has.
  public String fresh(String stem) {
    return stem + names++;
  }

  /// Declares a function of another module, once.
  ///
  /// @param declaration what follows `declare`
  public void declare(String declaration) {
    declarations.add(declaration);
  }

  /// A constant table; the same content is there once.
  ///
  /// @param initializer its type and content, as LLVM writes them
  /// @return its address
  public Val global(String initializer) {
    String name = globals.computeIfAbsent(initializer, _ -> fresh("@table"));
    return new Val(name, IrType.PTR);
  }

  /// Whether a function of this name was begun.
  public boolean defines(String name) {
    return defined.contains(name);
  }

  /// Begins a function. What [Code] writes is put into the module by [Code#finish].
  ///
  /// @param name without `@`
  /// @param result null for none
  public Code function(
      String name, boolean exported, @Nullable IrType result, IrType... parameters) {
    defined.add(name);
    return new Code(this, name, exported, result, parameters);
  }

  void streaming() {
    streaming = true;
  }

  void add(String function) {
    functions.add(function);
  }

  /// Leaves away the function that was finished last if an earlier one does the same.
  ///
  /// @param name its name, which nothing refers to yet
  /// @return the name of the one that is left
  public String unique(String name) {
    String body = functions.getLast().replace("@" + name + "(", "@(");
    String known = bodies.putIfAbsent(body, name);
    if (known == null) {
      return name;
    }
    functions.removeLast();
    defined.remove(name);
    return known;
  }

  /// The whole text.
  ///
  /// @param header target triple and data layout, as LLVM writes them
  public String text(String header) {
    StringBuilder out = new StringBuilder(header);
    globals.forEach((content, name) ->
        out.append(name)
            .append(" = private unnamed_addr constant ")
            .append(content)
            .append(", align 64\n"));
    functions.forEach(f -> out.append(f).append('\n'));
    declarations.stream()
        .filter(d -> !defined.contains(d.substring(d.indexOf('@') + 1, d.indexOf('('))))
        .forEach(d -> out.append("declare ").append(d).append('\n'));
    if (streaming) {
      out.append("!0 = !{i32 1}\n");
    }
    return out.toString();
  }
}
