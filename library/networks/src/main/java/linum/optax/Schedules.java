package linum.optax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// How the schedules are computed.
final class Schedules {
  private Schedules() {}

  static Schedule constant(double value) {
    return count -> Jnp.asarray(value).astype(DType.FLOAT32);
  }

  static Schedule polynomial(
      double initValue, double endValue, double power, int transitionSteps, int transitionBegin) {
    if (transitionSteps <= 0) {
      return constant(initValue);
    }
    int begin = Math.max(transitionBegin, 0);
    return count -> {
      Array done = count.sub(begin).clip(0, transitionSteps).astype(DType.FLOAT32);
      Array left = Jnp.subtract(1, done.div(transitionSteps));
      Array shape = power == 1 ? left : left.pow(power);
      return shape.mul(initValue - endValue).add(endValue);
    };
  }

  static Schedule piecewiseConstant(double initValue, Map<Integer, Double> boundariesAndScales) {
    checkScales("piecewiseConstantSchedule", boundariesAndScales);
    Map<Integer, Double> sorted = new TreeMap<>(boundariesAndScales);
    return count -> {
      Array value = Jnp.asarray(initValue).astype(DType.FLOAT32);
      for (Map.Entry<Integer, Double> e : sorted.entrySet()) {
        value = value.mul(Jnp.where(count.ge(e.getKey()), e.getValue(), 1.0));
      }
      return value;
    };
  }

  private static void checkScales(String schedule, Map<Integer, Double> boundariesAndScales) {
    boundariesAndScales.forEach((boundary, scale) -> {
      if (!(scale >= 0)) {
        throw new IllegalArgumentException(
            "%s: scales must not be negative, but the one at step %d is %s"
                .formatted(schedule, boundary, scale));
      }
    });
  }

  static Schedule exponential(
      double initValue,
      int transitionSteps,
      double decayRate,
      int transitionBegin,
      boolean staircase,
      @Nullable Double endValue) {
    if (transitionSteps <= 0 || decayRate == 0) {
      return constant(initValue);
    }
    int begin = Math.max(transitionBegin, 0);
    return count -> {
      Array after = count.sub(begin);
      Array p = after.astype(DType.FLOAT32).div(transitionSteps);
      Array decayed = Jnp.power(decayRate, staircase ? p.floor() : p).mul(initValue);
      Array value = Jnp.where(after.le(0), initValue, decayed);
      if (endValue == null) {
        return value;
      }
      return decayRate < 1 ? value.maximum(endValue) : value.minimum(endValue);
    };
  }

  static Schedule cosine(double initValue, int decaySteps, double alpha, double exponent) {
    if (decaySteps <= 0) {
      throw new IllegalArgumentException(
          "cosineDecaySchedule: decaySteps must be positive, but is " + decaySteps);
    }
    return count -> {
      Array done = count.astype(DType.FLOAT32).minimum(decaySteps).div(decaySteps);
      Array cosine = done.mul(Math.PI).cos().add(1).mul(0.5);
      Array shape = exponent == 1 ? cosine : cosine.pow(exponent);
      return shape.mul(1 - alpha).add(alpha).mul(initValue);
    };
  }

  /// How values between two boundaries are found, from 0 to 1.
  enum Interpolation {
    LINEAR {
      @Override
      Array between(double start, double end, Array part) {
        return part.mul(end - start).add(start);
      }
    },
    COSINE {
      @Override
      Array between(double start, double end, Array part) {
        return part.mul(Math.PI).cos().add(1).mul((start - end) / 2).add(end);
      }
    };

    abstract Array between(double start, double end, Array part);

    static Interpolation of(String type) {
      return switch (type) {
        case "linear" -> LINEAR;
        case "cosine" -> COSINE;
        default ->
            throw new IllegalArgumentException(
                "piecewiseInterpolateSchedule: the type is \"linear\" or \"cosine\", but was \"%s\""
                    .formatted(type));
      };
    }
  }

  static Schedule piecewiseInterpolate(
      String type, double initValue, Map<Integer, Double> boundariesAndScales) {
    Interpolation interpolation = Interpolation.of(type);
    checkScales("piecewiseInterpolateSchedule", boundariesAndScales);
    Map<Integer, Double> sorted = new TreeMap<>(boundariesAndScales);
    return count -> {
      Array steps = count.astype(DType.FLOAT32);
      Array value = Jnp.asarray(initValue).astype(DType.FLOAT32);
      int from = 0;
      double start = initValue;
      for (Map.Entry<Integer, Double> e : sorted.entrySet()) {
        int to = e.getKey();
        double end = start * e.getValue();
        Array part = steps.sub(from).div(Math.max(to - from, 1));
        Array inside = count.ge(from).and(count.lt(to));
        value = Jnp.where(inside, interpolation.between(start, end, part), value);
        value = Jnp.where(count.ge(to), end, value);
        from = to;
        start = end;
      }
      return value;
    };
  }

  static Schedule linearOnecycle(
      int transitionSteps,
      double peakValue,
      double pctStart,
      double pctFinal,
      double divFactor,
      double finalDivFactor) {
    checkSteps("linearOnecycleSchedule", transitionSteps);
    Map<Integer, Double> scales = new TreeMap<>();
    scales.put((int) (pctStart * transitionSteps), divFactor);
    scales.put((int) (pctFinal * transitionSteps), 1 / divFactor);
    scales.put(transitionSteps, 1 / finalDivFactor);
    return piecewiseInterpolate("linear", peakValue / divFactor, scales);
  }

  static Schedule cosineOnecycle(
      int transitionSteps,
      double peakValue,
      double pctStart,
      double divFactor,
      double finalDivFactor) {
    checkSteps("cosineOnecycleSchedule", transitionSteps);
    Map<Integer, Double> scales = new TreeMap<>();
    scales.put((int) (pctStart * transitionSteps), divFactor);
    scales.put(transitionSteps, 1 / (divFactor * finalDivFactor));
    return piecewiseInterpolate("cosine", peakValue / divFactor, scales);
  }

  private static void checkSteps(String schedule, int transitionSteps) {
    if (transitionSteps <= 0) {
      throw new IllegalArgumentException(
          "%s: transitionSteps must be positive, but is %d".formatted(schedule, transitionSteps));
    }
  }

  static Schedule join(List<Schedule> schedules, List<Integer> boundaries) {
    if (schedules.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "joinSchedules: %d schedules need %d boundaries between them, but there are %d"
              .formatted(schedules.size(), schedules.size() - 1, boundaries.size()));
    }
    return count -> {
      Array value = schedules.getFirst().apply(count);
      for (int i = 0; i < boundaries.size(); i++) {
        int boundary = boundaries.get(i);
        Array next = schedules.get(i + 1).apply(count.sub(boundary));
        value = Jnp.where(count.lt(boundary), value, next);
      }
      return value;
    };
  }

  static Schedule sgdr(List<Warmup> cycles) {
    List<Schedule> schedules = new ArrayList<>();
    List<Integer> boundaries = new ArrayList<>();
    int step = 0;
    for (Warmup cycle : cycles) {
      schedules.add(cycle.schedule());
      step += cycle.decaySteps();
      boundaries.add(step);
    }
    return join(schedules, boundaries.subList(0, boundaries.size() - 1));
  }
}
