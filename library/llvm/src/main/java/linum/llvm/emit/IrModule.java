package linum.llvm.emit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A module in the making: functions, tables of constants, and declarations of what they call.
///
/// It can be had as one text, or as several that are compiled apart: those of the functions that
/// other programs have too ([#share]), and the rest in parts.
public final class IrModule {
  /// What a function is called in a module that has it alone.
  public static final String SHARED = "linum_shared";

  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, String> globals = new LinkedHashMap<>();
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, Shared> shared = new LinkedHashMap<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final int vectorBytes;
  private int names;

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
    String name = declaration.substring(declaration.indexOf('@') + 1, declaration.indexOf('('));
    declarations.putIfAbsent(name, declaration);
  }

  /// A constant table; the same content is there once.
  ///
  /// @param initializer its type and content, as LLVM writes them
  /// @return its address
  public Val global(String initializer) {
    String name = globals.computeIfAbsent(initializer, _ -> fresh("@table"));
    return new Val(name, IrType.PTR);
  }

  /// Whether a function of this name was written.
  public boolean defines(String name) {
    return functions.containsKey(name);
  }

  /// Begins a function. What [Code] writes is put into the module by [Code#finish].
  ///
  /// @param name without `@`
  /// @param result null for none
  public Code function(
      String name, boolean exported, @Nullable IrType result, IrType... parameters) {
    return new Code(this, name, exported, result, parameters);
  }

  void add(Function function) {
    functions.put(function.name(), function);
  }

  /// Leaves away a function if an earlier one does the same.
  ///
  /// @param name its name, which nothing refers to yet
  /// @return the name of the one that is left
  public String unique(String name) {
    Function f = Objects.requireNonNull(functions.get(name), name);
    String known = bodies.putIfAbsent(f.withoutName(), name);
    if (known == null) {
      return name;
    }
    functions.remove(name);
    return known;
  }

  /// A function that many programs have: it depends on no tables and calls nothing but intrinsics,
  /// so that it can be compiled once for all of them. It is written only if it has to be.
  ///
  /// @param name its name, which says all that the body depends on
  /// @param body writes it and finishes it
  public void share(String name, List<IrType> parameters, Consumer<Code> body) {
    shared.putIfAbsent(name, new Shared(parameters, body));
  }

  /// How to write a function that other programs have too.
  private record Shared(List<IrType> parameters, Consumer<Code> body) {
    void write(IrModule module, String name, boolean exported) {
      body.accept(module.function(name, exported, null, parameters.toArray(IrType[]::new)));
    }
  }

  /// The whole text.
  ///
  /// @param header target triple and data layout, as LLVM writes them
  public String text(String header) {
    shared.forEach((name, f) -> {
      if (!defines(name)) {
        f.write(this, name, false);
      }
    });
    return text(header, List.copyOf(functions.values()));
  }

  /// The text of the functions that only this program has.
  ///
  /// @param least how long a text is at least, in characters, if there are several
  /// @param most how many texts there are at most, 1 or more
  public List<String> parts(String header, int least, int most) {
    List<Function> own =
        functions.values().stream().filter(f -> !shared.containsKey(f.name())).toList();
    long length = own.stream().mapToLong(f -> f.text().length()).sum();
    int count = Math.clamp(length / least, 1, Math.clamp(own.size(), 1, most));
    if (count == 1) {
      return List.of(text(header, own));
    }
    List<Part> parts = Stream.generate(Part::new).limit(count).toList();
    own.stream()
        .sorted(Comparator.comparingInt(f -> -f.text().length()))
        .forEach(f -> Collections.min(parts).add(f.exported()));
    return parts.stream().map(p -> text(header, p.functions)).toList();
  }

  /// Functions that are compiled together, in the order of how much there is to compile.
  private static final class Part implements Comparable<Part> {
    private final List<Function> functions = new ArrayList<>();
    private int length;

    void add(Function f) {
      functions.add(f);
      length += f.text().length();
    }

    @Override
    public int compareTo(Part other) {
      return Integer.compare(length, other.length);
    }
  }

  /// The modules of the functions that other programs have too. In each the function is called
  /// [#SHARED].
  ///
  /// @return by the name that this program calls the function
  public Map<String, Supplier<String>> shared(String header) {
    Map<String, Supplier<String>> modules = new LinkedHashMap<>();
    shared.forEach((name, f) ->
        modules.put(
            name,
            () -> {
              IrModule alone = new IrModule(vectorBytes);
              f.write(alone, SHARED, true);
              return alone.text(header);
            }));
    return modules;
  }

  /// A module of some functions, with what they refer to.
  private String text(String header, List<Function> some) {
    StringBuilder bodies = new StringBuilder();
    Set<String> mentioned = new HashSet<>();
    Set<String> defined = new HashSet<>();
    for (Function f : some) {
      bodies.append(f.text()).append('\n');
      f.addMentioned(mentioned);
      defined.add(f.name());
    }
    StringBuilder out = new StringBuilder(header);
    globals.forEach((content, name) -> {
      if (mentioned.contains(name.substring(1))) {
        out.append(name).append(" = private unnamed_addr constant ");
        out.append(content).append(", align 64\n");
      }
    });
    out.append(bodies);
    mentioned.removeAll(defined);
    functions.forEach((name, f) -> declare(out, mentioned.remove(name), f.declaration()));
    declarations.forEach((name, text) -> declare(out, mentioned.contains(name), text));
    if (bodies.indexOf(Code.STREAMING) >= 0) {
      out.append("!0 = !{i32 1}\n");
    }
    if (bodies.indexOf(Code.RARELY) >= 0) {
      out.append("!1 = !{!\"branch_weights\", i32 1, i32 2000}\n");
    }
    return out.toString();
  }

  private static void declare(StringBuilder out, boolean needed, String declaration) {
    if (needed) {
      out.append("declare ").append(declaration).append('\n');
    }
  }
}
