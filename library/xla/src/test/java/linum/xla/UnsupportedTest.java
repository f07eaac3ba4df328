package linum.xla;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Generator;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.ir.RandomAlgorithm;
import linum.ir.Rule;
import linum.ir.Special;
import linum.ir.Unary;
import linum.ir.Window;
import linum.ir.Windowed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that has no form in StableHLO yet.
class UnsupportedTest {
  private static final Aval VECTOR = Aval.of(DType.FLOAT32, 4);
  private static final Aval WORD = Aval.of(DType.UINT32, 4);
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
        Arguments.of(Unary.BESSEL_I0E, List.of(VECTOR)),
        Arguments.of(Unary.BESSEL_I1E, List.of(VECTOR)),
        Arguments.of(Special.POLYGAMMA, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.ZETA, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.IGAMMA, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.IGAMMAC, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.IGAMMA_GRAD_A, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.RANDOM_GAMMA_GRAD, List.of(VECTOR, VECTOR)),
        Arguments.of(Special.REGULARIZED_INCOMPLETE_BETA, List.of(VECTOR, VECTOR, VECTOR)),
        Arguments.of(CounterHash.THREEFRY4X32, Collections.nCopies(8, WORD)),
        Arguments.of(CounterHash.PHILOX2X32, Collections.nCopies(3, WORD)),
        Arguments.of(CounterHash.PHILOX4X32, Collections.nCopies(6, WORD)),
        Arguments.of(
            new Generator.RngBitGenerator(one, DType.UINT32, RandomAlgorithm.RNG_PHILOX),
            List.of(Aval.of(DType.UINT32, 4))),
        Arguments.of(
            new Generator.RngUniform(one), List.of(Aval.of(DType.FLOAT32), Aval.of(DType.FLOAT32))),
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
        Arguments.of(
            new Call.CustomLin(0, List.of(false), List.of(VECTOR), RULE, false), List.of(VECTOR)));
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
