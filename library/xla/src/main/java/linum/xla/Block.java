package linum.xla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Call;

/// Operations in a row, written down one by one: the body of a function or a region.
final class Block {
  private final Functions functions;
  private final AtomicInteger names;
  private final String indent;
  private final StringBuilder text = new StringBuilder();

  private Block(Functions functions, AtomicInteger names, String indent) {
    this.functions = functions;
    this.names = names;
    this.indent = indent;
  }

  /// The body of a function, given what its arguments are called.
  static String function(Functions functions, List<Tensor> arguments, Region region) {
    Block block = new Block(functions, new AtomicInteger(), "    ");
    block.end("return", region.body().apply(block, arguments));
    return block.text.toString();
  }

  /// An operation with one result, its operands and then its attributes in the operation's own
  /// form: `%2 = stablehlo.transpose %0, dims = [1, 0] : (…) -> …`.
  Tensor op(String name, String attributes, TensorType out, Tensor... in) {
    String result = "%" + names.getAndIncrement();
    line(
        "%s = stablehlo.%s %s%s : %s"
            .formatted(
                result, name, join(List.of(in)), attributes, signature(List.of(in), List.of(out))));
    return new Tensor(result, out);
  }

  Tensor op(String name, TensorType out, Tensor... in) {
    return op(name, "", out, in);
  }

  /// An operation whose form names its operands itself: `%3 = stablehlo.reduce(%0 init: %2) …`.
  Tensor op(String form, TensorType out, List<Tensor> in) {
    String result = "%" + names.getAndIncrement();
    line("%s = stablehlo.%s : %s".formatted(result, form, signature(in, List.of(out))));
    return new Tensor(result, out);
  }

  /// An operation whose operands and result have one type: `%2 = stablehlo.add %0, %1 : …`.
  Tensor same(String name, Tensor... in) {
    String result = "%" + names.getAndIncrement();
    line("%s = stablehlo.%s %s : %s".formatted(result, name, join(List.of(in)), in[0].type()));
    return new Tensor(result, in[0].type());
  }

  /// An operation without operands: `%1 = stablehlo.iota dim = 0 : tensor<3xi32>`.
  Tensor leaf(String name, String attributes, TensorType out) {
    String result = "%" + names.getAndIncrement();
    line("%s = stablehlo.%s %s : %s".formatted(result, name, attributes, out));
    return new Tensor(result, out);
  }

  /// An operation in MLIR's generic form, which every operation has.
  List<Tensor> generic(
      String name, String attributes, List<TensorType> out, List<Tensor> in, Region... regions) {
    String result = "%" + names.getAndIncrement();
    String inside = Arrays.stream(regions).map(this::region).collect(Collectors.joining(", "));
    line(
        "%s%s = \"stablehlo.%s\"(%s)%s%s : %s"
            .formatted(
                result,
                out.size() == 1 ? "" : ":" + out.size(),
                name,
                join(in),
                attributes.isEmpty() ? "" : " <{" + attributes + "}>",
                inside.isEmpty() ? "" : " (" + inside + ")",
                signature(in, out)));
    return results(result, out);
  }

  private String region(Region region) {
    Block block = new Block(functions, names, indent + "  ");
    List<Tensor> arguments =
        region.arguments().stream().map(t -> new Tensor("%" + names.getAndIncrement(), t)).toList();
    block.end("stablehlo.return", region.body().apply(block, arguments));
    String head =
        arguments.isEmpty()
            ? ""
            : arguments.stream()
                .map(t -> t.name() + ": " + t.type())
                .collect(Collectors.joining(", ", indent + "^bb0(", "):\n"));
    return "{\n" + head + block.text + indent + "}";
  }

  /// A call of the function that a compiled function has become.
  List<Tensor> call(Call.Jit jit, List<Tensor> in) {
    String function = functions.of(jit);
    List<TensorType> out = jit.body().outputAvals().stream().map(TensorType::of).toList();
    if (out.isEmpty()) {
      line("func.call @%s(%s) : %s".formatted(function, join(in), signature(in, out)));
      return List.of();
    }
    String result = "%" + names.getAndIncrement();
    line(
        "%s%s = func.call @%s(%s) : %s"
            .formatted(
                result,
                out.size() == 1 ? "" : ":" + out.size(),
                function,
                join(in),
                signature(in, out)));
    return results(result, out);
  }

  private static List<Tensor> results(String name, List<TensorType> types) {
    if (types.size() == 1) {
      return List.of(new Tensor(name, types.getFirst()));
    }
    return IntStream.range(0, types.size())
        .mapToObj(i -> new Tensor(name + "#" + i, types.get(i)))
        .toList();
  }

  private void end(String terminator, List<Tensor> out) {
    line(
        out.isEmpty()
            ? terminator
            : "%s %s : %s".formatted(terminator, join(out), types(out, Tensor::type)));
  }

  private void line(String line) {
    text.append(indent).append(line).append('\n');
  }

  private static String join(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::name).collect(Collectors.joining(", "));
  }

  static <T> String types(List<T> of, java.util.function.Function<T, TensorType> type) {
    return of.stream().map(t -> type.apply(t).toString()).collect(Collectors.joining(", "));
  }

  private static String signature(List<Tensor> in, List<TensorType> out) {
    String results = types(out, t -> t);
    return "(%s) -> %s"
        .formatted(types(in, Tensor::type), out.size() == 1 ? results : "(" + results + ")");
  }

  static List<Tensor> concat(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
