package linum.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class DebugFormatTest {
  private static final List<Array> TWO =
      List.of(
          ConcreteArray.of(Aval.of(DType.INT32), 1), ConcreteArray.of(Aval.of(DType.INT32), 22));

  @Test
  void bracesStandForOperandsInOrderOrByNumber() {
    String one = TWO.get(0).toString();
    String two = TWO.get(1).toString();
    assertThat(DebugFormat.format("x={} y={}!", TWO)).isEqualTo("x=" + one + " y=" + two + "!");
    assertThat(DebugFormat.format("{1}{0}", TWO)).isEqualTo(two + one);
  }

  @Test
  void doubledBracesAreBraces() {
    assertThat(DebugFormat.format("{{}} }}", TWO)).isEqualTo("{} }");
  }

  @Test
  void anOperandThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> DebugFormat.format("{} {} {}", TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "debug_print: \"{} {} {}\" refers to an operand \"2\", but there are 2 operands\nWrite"
                + " {} for the next operand, {0} for the first, {{ for a brace.");
    assertThatThrownBy(() -> DebugFormat.format("{x}", TWO)).hasMessageContaining("operand \"x\"");
  }
}
