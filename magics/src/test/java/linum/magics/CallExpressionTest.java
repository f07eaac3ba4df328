package linum.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallExpressionTest {
  @Test
  void aCallIsItsCalleeAndItsArguments() {
    assertThat(CallExpression.parse("f(x, y.add(1))"))
        .contains(new CallExpression("f", List.of("x", "y.add(1)")));
  }

  @Test
  void theOutermostCallCounts() {
    assertThat(CallExpression.parse("grad(f).apply(x)"))
        .contains(new CallExpression("grad(f).apply", List.of("x")));
  }

  @Test
  void commasInsideOfStringsAndBracesDoNotSeparate() {
    assertThat(CallExpression.parse("f(\"a,)b\", new int[] {1, 2}, ',')"))
        .contains(new CallExpression("f", List.of("\"a,)b\"", "new int[] {1, 2}", "','")));
  }

  @Test
  void aCallWithoutArgumentsHasNone() {
    assertThat(CallExpression.parse("f()")).contains(new CallExpression("f", List.of()));
  }

  @Test
  void anOperatorAfterTheCallMakesItNoCall() {
    assertThat(CallExpression.parse("f(x) + g(y)")).isEmpty();
  }

  @Test
  void aParenthesizedExpressionIsNoCall() {
    assertThat(CallExpression.parse("(x)")).isEmpty();
  }

  @Test
  void unbalancedSourceIsNoCall() {
    assertThat(CallExpression.parse("f(x))")).isEmpty();
  }
}
