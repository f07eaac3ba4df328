package linum.optax;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import linum.ir.DType;
import linum.optax.contrib.Contrib;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every option of an optimizer is set by the method of its name, and by no other.
class OptionsTest {
  private static final Set<Class<?>> TYPES =
      Set.of(
          double.class,
          int.class,
          boolean.class,
          DType.class,
          ScalarOrSchedule.class,
          Scalar.class,
          Schedule.class);

  static List<Record> optimizers() {
    return List.of(
        Optax.adabelief(0.5),
        Optax.adafactor(0.5),
        Optax.adam(0.5),
        Optax.adamw(0.5),
        Optax.amsgrad(0.5),
        Optax.lars(0.5),
        Optax.optimisticAdam(0.5),
        Optax.rmsprop(0.5),
        Optax.scaleByAmsgrad(),
        Optax.scaleByBacktrackingLinesearch(3),
        Optax.scaleByZoomLinesearch(3),
        Contrib.ademamix(0.5),
        Contrib.momoAdam(0.5),
        Contrib.muon(0.5),
        Contrib.prodigy(),
        Contrib.reduceOnPlateau(),
        Contrib.scaleByMuon(),
        Contrib.scheduleFreeAdamw(0.5),
        Contrib.scheduleFreeSgd(0.5),
        Contrib.simplifiedAdemamix(0.5),
        Contrib.sophia(0.5));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optionsAreSetByTheirName(Record optimizer) throws ReflectiveOperationException {
    int set = 0;
    for (RecordComponent component : optimizer.getClass().getRecordComponents()) {
      for (Method m : optimizer.getClass().getMethods()) {
        boolean option = m.getName().equals(component.getName()) && m.getParameterCount() == 1;
        if (option && TYPES.contains(m.getParameterTypes()[0])) {
          Object argument = other(m.getParameterTypes()[0], value(component, optimizer));
          Record changed = (Record) m.invoke(optimizer, argument);
          assertOnlyOneDiffers(optimizer, changed, component);
          set++;
        }
      }
    }
    assertThat(set).isPositive();
  }

  private static void assertOnlyOneDiffers(Record one, Record other, RecordComponent changed)
      throws ReflectiveOperationException {
    assertThat(value(changed, other)).as(changed.getName()).isNotEqualTo(value(changed, one));
    for (RecordComponent c : one.getClass().getRecordComponents()) {
      if (!c.getName().equals(changed.getName())) {
        assertThat(value(c, other)).as(c.getName()).isEqualTo(value(c, one));
      }
    }
  }

  private static @Nullable Object value(RecordComponent c, Record of)
      throws ReflectiveOperationException {
    return c.getAccessor().invoke(of);
  }

  private static Object other(Class<?> type, @Nullable Object now) {
    if (type == boolean.class) {
      return !Boolean.TRUE.equals(now);
    }
    return switch (type.getSimpleName()) {
      case "double" -> 0.0625;
      case "int" -> 7;
      case "DType" -> DType.BFLOAT16;
      case "Scalar", "ScalarOrSchedule" -> Scalar.of(0.0625);
      case "Schedule" -> Optax.constantSchedule(0.0625);
      default -> throw new IllegalArgumentException("no other " + type);
    };
  }
}
