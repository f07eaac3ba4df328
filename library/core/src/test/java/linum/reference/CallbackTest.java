package linum.reference;

import static linum.reference.Data.f32;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.runAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.ConcreteArray;
import linum.core.HostCallback;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.Callback;
import linum.ir.Callback.VmapMethod;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class CallbackTest {
  private record Code(Function<List<ConcreteArray>, List<ConcreteArray>> body)
      implements HostCallback {
    @Override
    public String ruleName() {
      return "code";
    }

    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      return body.apply(operands);
    }
  }

  private static final List<Aval> TWO = List.of(Aval.of(DType.FLOAT32, 2));

  @Test
  void aPureCallbackComputesWithArrays() {
    Code doubled = new Code(x -> List.of((ConcreteArray) Ops.mul(2.0, x.getFirst())));
    assertThat(reals(run(new Callback.Pure(doubled, TWO, VmapMethod.SEQUENTIAL), f32(1, 2))))
        .containsExactly(2, 4);
  }

  @Test
  void callbacksWithEffectsRunOnceEachTime() {
    List<Double> seen = new ArrayList<>();
    Code look =
        new Code(x -> {
          seen.add(reals(x.getFirst())[0]);
          return List.of();
        });
    runAll(new Callback.Io(look, List.of(), true), f32(1));
    runAll(new Callback.Debug(look, true), f32(2));
    runAll(new Callback.Debug(look, false), f32(3));
    assertThat(seen).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void resultsOfAnotherTypeAreAnError() {
    Code wrong = new Code(x -> List.of(f32(1, 2, 3)));
    assertThatThrownBy(() -> run(new Callback.Pure(wrong, TWO, VmapMethod.SEQUENTIAL), f32(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pure_callback: \"code\" returned [float32[3]], but the program declares [float32[2]]"
                + "\nReturn arrays of the declared types, or declare others.");
  }

  @Test
  void aRuleThatIsNoCodeIsAnError() {
    assertThatThrownBy(() -> run(new Callback.Pure(() -> "name", TWO, VmapMethod.SEQUENTIAL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pure_callback: \"name\" is not a HostCallback, so it cannot be run");
  }

  @Test
  void whatTheUsersCodeThrowsIsThrown() {
    Code fails =
        new Code(x -> {
          throw new ArithmeticException("mine");
        });
    assertThatThrownBy(() -> run(new Callback.Pure(fails, TWO, VmapMethod.SEQUENTIAL)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("mine");
  }
}
