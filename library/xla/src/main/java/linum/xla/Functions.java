package linum.xla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Jaxpr;

/// The functions of a module. A program that is called twice becomes one function.
final class Functions {
  private final Map<Jaxpr, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>(Set.of("main"));
  private final List<String> texts = new ArrayList<>();

  /// The name of the function that a compiled function becomes.
  String of(Call.Jit jit) {
    String known = names.get(jit.body());
    if (known != null) {
      return known;
    }
    String name = unused(jit.name().replaceAll("[^A-Za-z0-9_]", "_"));
    names.put(jit.body(), name);
    texts.add(text("private @" + name, jit.body()));
    return name;
  }

  private String unused(String wanted) {
    String name = wanted;
    for (int i = 0; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /// The module whose function `main` is the program.
  String module(Jaxpr jaxpr) {
    String main = text("public @main", jaxpr);
    return "module @jit {\n" + main + String.join("", texts) + "}\n";
  }

  private String text(String head, Jaxpr jaxpr) {
    List<Aval> in = jaxpr.inputAvals();
    List<Tensor> arguments =
        IntStream.range(0, in.size())
            .mapToObj(i -> new Tensor("%arg" + i, TensorType.of(in.get(i))))
            .toList();
    String body =
        Block.function(
            this,
            arguments,
            new Region(
                arguments.stream().map(Tensor::type).toList(),
                (block, values) -> Programs.inline(jaxpr, values, block)));
    return "  func.func %s(%s) -> (%s) {\n%s  }\n"
        .formatted(
            head,
            arguments.stream()
                .map(t -> t.name() + ": " + t.type())
                .collect(Collectors.joining(", ")),
            Block.types(jaxpr.outputs(), (Atom a) -> TensorType.of(a.aval())),
            body);
  }
}
