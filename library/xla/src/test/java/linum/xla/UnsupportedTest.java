package linum.xla;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.ir.Rule;
import linum.ir.Window;
import linum.ir.Windowed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that has no form in StableHLO yet.
class UnsupportedTest {
  private static final Aval VECTOR = Aval.of(DType.FLOAT32, 4);
  private static final Rule RULE = new NamedRule("f");

  private record NamedRule(String ruleName) implements Rule {}

  static Stream<Arguments> unsupported() {
    Dims one = Dims.of(1);
    Dims two = Dims.of(2);
    Dims none = Dims.of(0);
    return Stream.of(
        Arguments.of(
            new Contraction.RaggedDot(null, null),
            List.of(
                Aval.of(DType.FLOAT32, 4, 3),
                Aval.of(DType.FLOAT32, 2, 3, 5),
                Aval.of(DType.INT32, 2))),
        Arguments.of(
            new Windowed.SelectAndScatterAdd(true, new Window(two, two, none, none, one, two)),
            List.of(Aval.of(DType.FLOAT32, 1), VECTOR)),
        Arguments.of(Binary.MULHI, List.of(Aval.of(DType.INT64), Aval.of(DType.INT64))),
        Arguments.of(
            new Callback.Pure(RULE, List.of(VECTOR), Callback.VmapMethod.SEQUENTIAL),
            List.of(VECTOR)),
        Arguments.of(new Callback.Io(RULE, List.of(VECTOR), false), List.of(VECTOR)),
        Arguments.of(new Callback.Debug(RULE, false), List.of(VECTOR)),
        Arguments.of(new Callback.DebugPrint("{}", false), List.of(VECTOR)),
        Arguments.of(new Collective.AllReduce(Collective.Kind.SUM, List.of("i")), List.of(VECTOR)),
        Arguments.of(new Collective.AxisIndex("i"), List.of()),
        Arguments.of(new Collective.AllGather("i", 2, 0), List.of(VECTOR)),
        Arguments.of(new Call.CustomLin(0, List.of(VECTOR), RULE, false), List.of(VECTOR)));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void isRefusedByName(Primitive primitive, List<Aval> in) {
    List<Atom.Var> inputs = in.stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs = primitive.infer(in).stream().map(Atom.Var::new).toList();
    Jaxpr jaxpr = new Jaxpr(inputs, List.of(new Eqn(primitive, inputs, outputs)), outputs);
    assertThatThrownBy(() -> StableHlo.lower(jaxpr))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith(primitive.label() + " cannot be written in StableHLO: ");
  }
}
