package linum.optax;

import static linum.optax.Optax.*;
import static linum.optax.contrib.Contrib.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import linum.checkpoint.Serialization;
import linum.core.Array;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a checkpoint holds of every optimizer has the names, types and shapes that it has with
/// Optax, so that one can read the other's.
class StatesTest {
  private static final Map<String, Array> PARAMS =
      Map.of("b", Jnp.ones(4), "deep", Jnp.ones(3, 3, 2), "w", Jnp.ones(5, 4));

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of("adabelief", adabelief(0.1)),
        Arguments.of("adadelta", adadelta(0.1)),
        Arguments.of("adafactor", adafactor(0.1)),
        Arguments.of("adagrad", adagrad(0.1)),
        Arguments.of("adam", adam(0.1)),
        Arguments.of("adamax", adamax(0.1)),
        Arguments.of("adamaxw", adamaxw(0.1)),
        Arguments.of("adamw", adamw(0.1)),
        Arguments.of("adan", adan(0.1)),
        Arguments.of("amsgrad", amsgrad(0.1)),
        Arguments.of("fromage", fromage(0.1)),
        Arguments.of("lamb", lamb(0.1)),
        Arguments.of("lars", lars(0.1)),
        Arguments.of("lion", lion(0.1)),
        Arguments.of("nadam", nadam(0.1)),
        Arguments.of("nadamw", nadamw(0.1)),
        Arguments.of("novograd", novograd(0.1)),
        Arguments.of("optimistic_adam", optimisticAdam(0.1)),
        Arguments.of("optimistic_adam_v2", optimisticAdamV2(0.1)),
        Arguments.of("optimistic_gradient_descent", optimisticGradientDescent(0.1)),
        Arguments.of("polyak_sgd", polyakSgd()),
        Arguments.of("radam", radam(0.1)),
        Arguments.of("rmsprop", rmsprop(0.1)),
        Arguments.of("rprop", rprop(0.1)),
        Arguments.of("sgd", sgd(0.1)),
        Arguments.of("sign_sgd", signSgd(0.1)),
        Arguments.of("signum", signum(0.1)),
        Arguments.of("yogi", yogi(0.1)),
        Arguments.of("lbfgs", lbfgs()),
        Arguments.of("acprop", acprop(0.1)),
        Arguments.of("ademamix", ademamix(0.1)),
        Arguments.of("simplified_ademamix", simplifiedAdemamix(0.1)),
        Arguments.of("adopt", adopt(0.1)),
        Arguments.of("cocob", cocob()),
        Arguments.of("dadapt_adamw", dadaptAdamw()),
        Arguments.of("dog", dog()),
        Arguments.of("dowg", dowg()),
        Arguments.of("madgrad", madgrad(0.1)),
        Arguments.of("momo", momo()),
        Arguments.of("momo_adam", momoAdam()),
        Arguments.of("prodigy", prodigy()),
        Arguments.of("muon", muon(0.1)),
        Arguments.of("schedule_free_sgd", scheduleFreeSgd()),
        Arguments.of("schedule_free_adamw", scheduleFreeAdamw()),
        Arguments.of("reduce_on_plateau", reduceOnPlateau()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void areNamedAsInOptax(String name, GradientTransformation optimizer) throws IOException {
    List<String> lines = new ArrayList<>();
    write("", Serialization.toStateDict(optimizer.init(new TreeMap<>(PARAMS))), lines);
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected(name));
  }

  private static void write(String path, @Nullable Object state, List<String> lines) {
    if (state instanceof Map<?, ?> node && !node.isEmpty()) {
      node.forEach((key, value) -> write(path + "/" + key, value, lines));
    } else if (state != null) { // what a mask leaves out
      lines.add(path + " " + (state instanceof Array a ? a.aval() : state));
    }
  }

  private static List<String> expected(String name) throws IOException {
    try (InputStream in = StatesTest.class.getResourceAsStream("states.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.substring(name.length() + 1))
          .toList();
    }
  }
}
