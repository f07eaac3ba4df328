package linum.optax;

import static linum.optax.Optax.*;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Every optimizer, with options with which it solves two small problems in 10,000 steps.
final class OptimizerCases {
  private OptimizerCases() {}

  static final Map<String, Composed> ALL = all();

  static Stream<Arguments> all34() {
    return ALL.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static Map<String, Composed> all() {
    Map<String, Composed> m = new LinkedHashMap<>();
    m.put("adabelief", adabelief(1e-2));
    m.put("adabelief with decay", adabelief(1e-2).weightDecay(1e-4));
    m.put("adadelta", adadelta(0.1));
    m.put("adadelta without rate", adadelta());
    m.put("adafactor", adafactor(5e-3));
    m.put("adafactor without rate", adafactor());
    m.put("adagrad", adagrad(1.0));
    m.put("adam", adam(0.1));
    m.put("adamax", adamax(0.1));
    m.put("adamaxw", adamaxw(0.1));
    m.put("adamw", adamw(0.1));
    m.put("adan", adan(0.1));
    m.put("amsgrad", amsgrad(0.1));
    m.put("fromage", fromage(5e-3));
    m.put("lamb", lamb(1e-3));
    m.put("lars", lars(1.0));
    m.put("lion", lion(1e-2).weightDecay(1e-4));
    m.put("nadam", nadam(1e-2));
    m.put("nadamw", nadamw(1e-2));
    m.put("noisySgd", noisySgd(1e-3).eta(1e-4));
    m.put("novograd", novograd(1e-3));
    m.put("optimisticAdam", optimisticAdam(2e-3));
    m.put("optimisticAdamV2", optimisticAdamV2(2e-3));
    m.put("optimisticGradientDescent", optimisticGradientDescent(2e-3).alpha(0.7).beta(0.1));
    m.put("polyakSgd", polyakSgd());
    m.put("radam", radam(5e-3));
    m.put("rmsprop", rmsprop(5e-3));
    m.put("rmsprop with momentum", rmsprop(5e-3).momentum(0.9));
    m.put("rprop", rprop(0.1));
    m.put("sgd", sgd(1e-3).momentum(0.9));
    m.put("signSgd", signSgd(0.1));
    m.put("signum", signum(1e-2));
    m.put("sm3", sm3(1.0));
    m.put("yogi", yogi(0.1));
    return m;
  }
}
