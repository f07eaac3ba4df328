package linum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void everyPrimitiveHasARow() throws ReflectiveOperationException {
    Set<String> required = new TreeSet<>(Coverage.required());
    // What a custom_vjp leaves in a derivative: every gradient through that row runs it.
    required.remove("CustomLin");
    required.removeAll(Coverage.reached(PrimitiveCases.all()));
    assertThat(required).isEmpty();
  }
}
