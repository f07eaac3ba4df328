package linum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void everyPrimitiveHasARow() throws ReflectiveOperationException {
    assertThat(Coverage.reached(PrimitiveCases.all())).containsAll(Coverage.required());
  }
}
