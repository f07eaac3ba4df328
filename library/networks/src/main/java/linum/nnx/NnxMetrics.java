package linum.nnx;

import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;
import linum.ir.DType;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariableKinds.MetricState;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [Metric] is: users write `Nnx.Metric`, `Nnx.Average` and so on.
public interface NnxMetrics {

  /// Something that is summed up over batches. It is an object with variables, so that compiled
  /// functions take it.
  ///
  /// In JAX: `nnx.metrics.Metric`; `update` takes its values by keyword, here in a map.
  abstract class Metric extends Pytree {
    /// Forgets what was summed up.
    public abstract void reset();

    /// Takes a batch into account.
    ///
    /// @param values by name, such as `values`, or `logits` and `labels`
    /// @throws IllegalArgumentException if a value that it needs is missing
    public abstract void update(Map<String, Array> values);

    /// What was summed up.
    public abstract Object compute();

    static MetricState zero(DType dtype) {
      return new MetricState(Jnp.zeros(dtype));
    }

    final Array need(Map<String, Array> values, String name) {
      Array found = values.get(name);
      if (found == null) {
        throw new IllegalArgumentException(
            "%s.update needs the value %s, but was given %s.\nGive it: update(Map.of(\"%s\", x))"
                .formatted(getClass().getSimpleName(), name, new TreeMap<>(values).keySet(), name));
      }
      return found;
    }
  }

  /// The mean of all values.
  class Average extends Metric {
    private final String argname;
    public final MetricState total = zero(DType.FLOAT32);
    public final MetricState count = zero(DType.INT32);

    /// Of the value `values`.
    public Average() {
      this("values");
    }

    /// @param argname the name of the value in a [MultiMetric]
    public Average(String argname) {
      this.argname = argname;
    }

    @Override
    public void reset() {
      total.set(Jnp.zeros(DType.FLOAT32));
      count.set(Jnp.zeros(DType.INT32));
    }

    @Override
    public void update(Map<String, Array> values) {
      update(need(values, argname), values.get("mask"));
    }

    /// Adds values of any shape.
    public final void update(Array values) {
      update(values, null);
    }

    /// Adds a number.
    public final void update(double value) {
      total.update(t -> t.add(value));
      count.update(c -> c.add(1));
    }

    /// Adds values, each times its mask.
    ///
    /// @param mask broadcast against the values; null for all
    public final void update(Array values, @Nullable Array mask) {
      Array used = mask == null ? values : values.mul(mask.astype(values.dtype()));
      total.update(t -> t.add(used.sum()));
      count.update(c -> mask == null ? c.add(values.size()) : c.add(mask.sum().astype(c.dtype())));
    }

    /// The mean; NaN before the first value.
    @Override
    public Array compute() {
      return total.get().div(count.get());
    }
  }

  /// The part of predictions that are right.
  final class Accuracy extends Average {
    private final @Nullable Double threshold;

    /// Of several classes: the prediction is the one with the largest logit.
    public Accuracy() {
      this.threshold = null;
    }

    /// Of two classes: logits from the threshold on mean the second one.
    public Accuracy(double threshold) {
      this.threshold = threshold;
    }

    @Override
    public void update(Map<String, Array> values) {
      updateAccuracy(need(values, "logits"), need(values, "labels"), values.get("mask"));
    }

    /// Takes a batch into account.
    ///
    /// @param logits `[…, classes]`, or as the labels if there is a threshold
    /// @param labels integers
    /// @param mask as the labels; null for all
    /// @throws IllegalArgumentException if the shapes do not fit, or the labels are no integers
    public void updateAccuracy(Array logits, Array labels, @Nullable Array mask) {
      int wanted = labels.ndim() + (threshold == null ? 1 : 0);
      if (logits.ndim() != wanted) {
        throw new IllegalArgumentException(
            "Accuracy: labels %s need logits with %d axes, got %s."
                .formatted(labels.aval(), wanted, logits.aval()));
      }
      if (!labels.dtype().isInteger()) {
        throw new IllegalArgumentException(
            "Accuracy: labels must be integers, got %s.\nConvert them: labels.astype(INT32)"
                .formatted(labels.aval()));
      }
      Array right =
          threshold == null ? logits.argmax(-1).eq(labels) : logits.ge(threshold).eq(labels.gt(0));
      update(right, mask);
    }
  }

  /// Mean and spread of a stream of values.
  ///
  /// @param standardErrorOfMean the deviation over the square root of the count
  record Statistics(Array mean, Array standardErrorOfMean, Array standardDeviation) {}

  /// Mean and variance of all values, from those of each batch (Welford, 1962).
  final class Welford extends Metric {
    private final String argname;
    public final MetricState count = zero(DType.INT32);
    public final MetricState mean = zero(DType.FLOAT32);
    public final MetricState m2 = zero(DType.FLOAT32);

    /// Of the value `values`.
    public Welford() {
      this("values");
    }

    /// @param argname the name of the value in a [MultiMetric]
    public Welford(String argname) {
      this.argname = argname;
    }

    @Override
    public void reset() {
      count.set(Jnp.zeros(DType.INT32));
      mean.set(Jnp.zeros(DType.FLOAT32));
      m2.set(Jnp.zeros(DType.FLOAT32));
    }

    @Override
    public void update(Map<String, Array> values) {
      update(need(values, argname));
    }

    /// Adds values of any shape.
    public void update(Array values) {
      long n = values.size();
      Array before = count.get();
      count.update(c -> c.add(n));
      Array delta = values.mean().sub(mean.get());
      mean.update(m -> m.add(delta.mul(n).div(count.get())));
      Array between = delta.mul(delta).mul(n).mul(before).div(count.get());
      m2.update(m -> m.add(values.var().mul(n)).add(between));
    }

    @Override
    public Statistics compute() {
      Array deviation = m2.get().div(count.get()).sqrt();
      Array error = deviation.div(count.get().astype(DType.FLOAT32).sqrt());
      return new Statistics(mean.get(), error, deviation);
    }
  }

  /// Several metrics, which take their values by name from one map.
  ///
  /// ```java
  /// var metrics = new Nnx.MultiMetric().with("accuracy", new Nnx.Accuracy()).with("loss", new Nnx.Average("loss"));
  /// metrics.update(Map.of("logits", logits, "labels", labels, "loss", loss));
  /// metrics.compute();
  /// ```
  final class MultiMetric extends Metric {

    /// Adds a metric, or replaces the one of that name; returns this object.
    public MultiMetric with(String name, Metric metric) {
      attributes().put(name, metric);
      return this;
    }

    /// The metric of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Metric get(String name) {
      if (attributes().get(name) instanceof Metric m) {
        return m;
      }
      throw new IllegalArgumentException(
          "there is no metric %s, but %s".formatted(name, attributes().keySet()));
    }

    @Override
    public void reset() {
      attributes().keySet().forEach(name -> get(name).reset());
    }

    @Override
    public void update(Map<String, Array> values) {
      attributes().keySet().forEach(name -> get(name).update(values));
    }

    /// What each metric has summed up, by name.
    @Override
    public Map<String, Object> compute() {
      Map<String, Object> all = new TreeMap<>();
      attributes().keySet().forEach(name -> all.put(name, get(name).compute()));
      return all;
    }
  }
}
