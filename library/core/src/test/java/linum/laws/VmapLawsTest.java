package linum.laws;

import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import linum.core.Array;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `vmap(f)[i] = f(x[i])`, whichever operands are mapped, along whichever axis.
class VmapLawsTest {
  private static final int EXAMPLES = 3;

  static Stream<Cases> all() {
    return Cases.where(c -> !c.sample().operands().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("all")
  void mappedOverAllOperandsItGivesTheStackOfTheResults(Cases c) {
    check(c, (1 << c.sample().operands().size()) - 1, false);
  }

  @ParameterizedTest
  @MethodSource("all")
  void mappedOverOneOperandItGivesTheStackOfTheResults(Cases c) {
    for (int i = 0; i < c.sample().operands().size(); i++) {
      check(c, 1 << i, false);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void mappedOverLastAxesItGivesTheStackOfTheResults(Cases c) {
    check(c, (1 << c.sample().operands().size()) - 1, true);
  }

  private static void check(Cases c, int mapped, boolean lastAxis) {
    List<Operand> operands = c.sample().operands();
    List<Array> in = new ArrayList<>();
    Object[] axes = new Object[operands.size()];
    for (int i = 0; i < axes.length; i++) {
      Operand o = operands.get(i);
      boolean isMapped = (mapped >> i & 1) != 0;
      int axis = lastAxis ? o.shape().rank() : 0;
      axes[i] = isMapped ? axis : Vmap.NONE;
      Operand drawn = isMapped ? o.withShape(o.shape().insert(axis, EXAMPLES)) : o;
      in.add(drawn.draw(new java.util.Random(c.number() + 17L * i)));
    }
    List<Array> stacked =
        arrays(
            Vmap.call(
                args -> c.row().program().apply(arrays(List.of(args))),
                VmapOptions.DEFAULT.inAxes(axes),
                in.toArray()));
    for (int e = 0; e < EXAMPLES; e++) {
      List<Array> example = new ArrayList<>();
      for (int i = 0; i < axes.length; i++) {
        example.add(
            axes[i].equals(Vmap.NONE) ? in.get(i) : Operand.example(in.get(i), (int) axes[i], e));
      }
      List<Array> expected = c.row().program().apply(example);
      assertThat(stacked).hasSameSizeAs(expected);
      for (int k = 0; k < expected.size(); k++) {
        assertClose(expected.get(k), Operand.example(stacked.get(k), 0, e));
      }
    }
  }

  private static List<Array> arrays(Object list) {
    return ((List<?>) list).stream().map(Array.class::cast).toList();
  }
}
