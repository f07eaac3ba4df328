package linum.magics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.kernel.jshell.Variable;
import linum.kernel.magic.MagicContext;
import org.jspecify.annotations.Nullable;

/// `%jaxpr f(x)`: the program of a call. The arguments become its inputs; any other expression
/// becomes a program without inputs.
final class JaxprMagic {
  private static final int MOST_ARGUMENTS = 4;

  private JaxprMagic() {}

  static @Nullable Object run(String arguments, MagicContext context) {
    if (arguments.isBlank()) {
      throw context.usageError("%jaxpr: no call given.\n%jaxpr f(x)");
    }
    if (isJaxpr(arguments, context)) {
      return context.evaluate(arguments);
    }
    return context.evaluate(source(arguments, context));
  }

  private static boolean isJaxpr(String name, MagicContext context) {
    return context.variables().stream()
        .anyMatch(v -> v.name().equals(name.strip()) && v.value() instanceof Jaxpr);
  }

  private static String source(String expression, MagicContext context) {
    String method = Traced.class.getCanonicalName() + ".call";
    return CallExpression.parse(expression)
        .map(c -> c.withReceiver(receiver(c, context)))
        .filter(c -> !c.arguments().isEmpty() && c.arguments().size() <= MOST_ARGUMENTS)
        .map(c ->
            "%s(%s, %s)".formatted(method, String.join(", ", c.arguments()), lambda(c, context)))
        .orElseGet(() -> "%s(() -> %s)".formatted(method, expression));
  }

  /// The array variable whose method is called, which becomes an input, too; empty if there is
  /// none.
  private static String receiver(CallExpression call, MagicContext context) {
    return context.variables().stream()
        .filter(v -> v.value() instanceof Array && call.callee().startsWith(v.name() + "."))
        .map(Variable::name)
        .findFirst()
        .orElse("");
  }

  private static String lambda(CallExpression call, MagicContext context) {
    List<String> names =
        IntStream.range(0, call.arguments().size()).mapToObj(i -> "$argument" + i).toList();
    String parameters = names.stream().collect(Collectors.joining(", ", "(", ")"));
    if (call.receiver().isEmpty()) {
      return parameters + " -> " + callee(call, context) + parameters;
    }
    String method = call.callee().substring(call.receiver().length());
    String rest = String.join(", ", names.subList(1, names.size()));
    return parameters + " -> " + names.getFirst() + method + "(" + rest + ")";
  }

  /// A variable that holds a function is called by its one method.
  private static String callee(CallExpression call, MagicContext context) {
    boolean variable = context.variables().stream().anyMatch(v -> v.name().equals(call.callee()));
    return variable ? call.callee() + ".apply" : call.callee();
  }
}
