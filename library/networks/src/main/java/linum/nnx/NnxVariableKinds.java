package linum.nnx;

import linum.core.Array;
import linum.nnx.NnxVariables.Variable;

/// What variables are for: users write `Nnx.Param` and so on.
public interface NnxVariableKinds {

  /// A parameter, which is trained.
  class Param extends Variable {
    public Param(Array value) {
      super(value);
    }
  }

  /// A low-rank correction of a parameter, trained in its place.
  class LoRAParam extends Param {
    public LoRAParam(Array value) {
      super(value);
    }
  }

  /// A statistic of the batches seen, such as a running mean.
  class BatchStat extends Variable {
    public BatchStat(Array value) {
      super(value);
    }
  }

  /// What is remembered between calls, such as the keys of attention while decoding.
  class Cache extends Variable {
    public Cache(Array value) {
      super(value);
    }
  }

  /// A value that a module stored by `sow` for others to look at.
  class Intermediate extends Variable {
    public Intermediate(Array value) {
      super(value);
    }

    /// Several values.
    public Intermediate(Object tree) {
      super(tree);
    }
  }

  /// A zero that was added to an intermediate value, so that the gradient there can be asked for.
  class Perturbation extends Intermediate {
    public Perturbation(Array value) {
      super(value);
    }
  }

  /// The state of a source of random keys.
  class RngState extends Variable {
    public RngState(Array value) {
      super(value);
    }
  }

  /// How many keys were drawn.
  class RngCount extends RngState {
    public RngCount(Array value) {
      super(value);
    }
  }

  /// The key that others are derived from.
  class RngKey extends RngState {
    public RngKey(Array value) {
      super(value);
    }
  }

  /// State of an optimizer.
  class OptState extends Variable {
    public OptState(Array value) {
      super(value);
    }
  }

  /// State of an optimizer that belongs to no variable, such as a count.
  class OptArray extends OptState {
    public OptArray(Array value) {
      super(value);
    }
  }

  /// State of an optimizer that belongs to a variable, such as its momentum.
  class OptVariable extends OptState {
    public OptVariable(Array value) {
      super(value);
    }
  }

  /// What a metric has summed up.
  class MetricState extends Variable {
    public MetricState(Array value) {
      super(value);
    }
  }
}
