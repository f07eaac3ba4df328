package linum.linen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.AttentionFunction;
import linum.layers.ConvFunction;
import linum.layers.DotGeneralFunction;
import linum.layers.Padding;
import linum.layers.PromoteDtype;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every option of every layer is set by the method of its name, and by no other.
class OptionsTest {
  static List<Record> layers() {
    return List.of(
        new DenseGeneral(2),
        new Einsum(2, 3),
        new Conv(2, 3),
        new ConvLocal(2, 3),
        new ConvTranspose(2, 3),
        new LayerNorm(),
        new RMSNorm(),
        new GroupNorm(),
        new InstanceNorm(),
        new BatchNorm(),
        new PReLU(),
        new MultiHeadDotProductAttention(2),
        new MultiHeadAttention(2),
        new SelfAttention(2),
        new LSTMCell(2),
        new OptimizedLSTMCell(2),
        new SimpleCell(2),
        new GRUCell(2),
        new MGUCell(2),
        new ConvLSTMCell(2, 3),
        new RNN<>(new GRUCell(2)),
        new SpectralNorm(new Dense(2)),
        new WeightNorm(new Dense(2)),
        new Dense(2),
        new Embed(2, 3),
        new Dropout(0.5));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void optionsAreSetByTheirName(Record layer) throws ReflectiveOperationException {
    int set = 0;
    for (RecordComponent component : layer.getClass().getRecordComponents()) {
      for (Method m : layer.getClass().getMethods()) {
        if (m.getName().equals(component.getName()) && m.getParameterCount() == 1) {
          Object argument = other(m.getParameterTypes()[0], value(component, layer));
          Record changed = (Record) m.invoke(layer, argument);
          assertThat(value(component, changed)).isEqualTo(stored(argument, component));
          assertOthersStay(layer, changed, component);
          set++;
        }
      }
    }
    assertThat(set).isPositive();
  }

  private static void assertOthersStay(Record layer, Record changed, RecordComponent but)
      throws ReflectiveOperationException {
    for (RecordComponent c : layer.getClass().getRecordComponents()) {
      boolean groups = c.getName().equals("numGroups") || c.getName().equals("groupSize");
      if (!c.getName().equals(but.getName()) && !groups) {
        assertThat(value(c, changed)).as(c.getName()).isEqualTo(value(c, layer));
      }
    }
  }

  private static Object value(RecordComponent c, Record of) throws ReflectiveOperationException {
    return c.getAccessor().invoke(of);
  }

  private static Object stored(Object argument, RecordComponent component) {
    boolean padding = component.getType() == Padding.class;
    return switch (argument) {
      case int[] numbers when padding -> Padding.of(numbers);
      case int[] numbers -> Dims.of(numbers);
      case int[][] pairs -> padding ? Padding.of(pairs) : SharedMean.groups(pairs);
      case String name when padding -> Padding.of(name);
      case Integer width when padding -> Padding.of(width);
      default -> argument;
    };
  }

  private static final Array MASK = Jnp.ones(3);
  private static final UnaryOperator<Array> FUNCTION = UnaryOperator.identity();
  private static final AttentionFunction MIX = (q, k, v, options) -> v;

  private static final DotGeneralFunction DOT = (x, y, d) -> x;
  private static final ConvFunction CONV = (x, k, o) -> x;
  private static final PromoteDtype PROMOTE = (t, arrays) -> List.of(arrays);

  /// A value that no option has at first.
  private static Object other(Class<?> type, @Nullable Object now) {
    if (type == boolean.class || type == Boolean.class) {
      return !Boolean.TRUE.equals(now);
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> 7;
      case "double" -> 0.125;
      case "int[]" -> new int[] {2, 1};
      case "Dims" -> Dims.of(2, 1);
      case "int[][]" -> new int[][] {{2, 1}};
      case "String" -> "VALID";
      case "DType" -> DType.BFLOAT16;
      case "Precision" -> Precision.HIGHEST;
      case "Initializer" -> Initializer.constant(3);
      case "Array" -> MASK;
      case "UnaryOperator" -> FUNCTION;
      case "AttentionFunction" -> MIX;
      case "DotGeneralFunction" -> DOT;
      case "ConvFunction" -> CONV;
      case "PromoteDtype" -> PROMOTE;
      case "Padding" -> Padding.of(5);
      case "Set" -> Set.of("bias");
      case "CollectionFilter" -> CollectionFilter.of("other");
      default -> throw new IllegalArgumentException("no other " + type);
    };
  }

  @Test
  void thereAreNoOtherComponents() {
    assertThatThrownBy(() -> Records.with(new PReLU(), "slope", 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "record PReLU has the components [paramDtype, negativeSlopeInit], but a value was given for [slope]");
    assertThatThrownBy(() -> Records.with(new Sequential(new PReLU()), "layers", List.of()))
        .hasMessageStartingWith("Sequential: there are no layers");
  }
}
