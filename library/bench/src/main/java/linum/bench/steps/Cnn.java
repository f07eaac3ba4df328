package linum.bench.steps;

import static linum.Linum.jit;
import static linum.Linum.valueAndGradAux;
import static linum.layers.Pools.maxPool;
import static linum.layers.Pools.window;
import static linum.nn.Nn.relu;

import java.util.List;
import linum.Compiled;
import linum.ValueAuxGrad;
import linum.WithAux;
import linum.core.Array;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.linen.Applied;
import linum.linen.BatchNorm;
import linum.linen.Conv;
import linum.linen.Dense;
import linum.linen.Layer2;
import linum.linen.Mutable;
import linum.linen.Variables;
import linum.nnx.Nnx;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;
import linum.random.PrngKey;
import linum.training.Trainable;

/// Two convolutions, each with a batch normalization and a pool, and a dense layer: a model with
/// running statistics beside its parameters.
final class Cnn implements Model {
  private static final List<Integer> FEATURES = List.of(8, 16);
  private static final int SIZE = 16;
  private static final int CLASSES = 10;
  private static final double MOMENTUM = 0.9;
  private static final double EPSILON = 1e-5;
  private static final int[] POOL = {1, 2, 2, 1};

  private final Batch batch =
      new Batch(Numbers.inputs(8, SIZE, SIZE, 1), Numbers.integers(CLASSES, 8));
  private final GradientTransformation tx =
      Optax.adam(Optax.warmupCosineDecaySchedule(0.0, 1e-3, 100, 10_000));

  @Override
  public String name() {
    return "CNN";
  }

  private static Array loss(Array logits, Array labels) {
    return Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels).mean();
  }

  private static int flat() {
    return SIZE / 4 * (SIZE / 4) * FEATURES.getLast();
  }

  // By hand.

  private record Block(Array kernel, Array scale, Array bias) {}

  private record Params(List<Block> blocks, Array kernel, Array bias) {}

  private record Stats(Array mean, Array var) {}

  private record Plain(Params params, List<Stats> stats, Object optState) {}

  private record PlainStepped(Plain state, Array loss) {}

  private static Params params() {
    int in = 1;
    List<Block> blocks = new java.util.ArrayList<>();
    for (int out : FEATURES) {
      blocks.add(
          new Block(Numbers.normal(3, 3, in, out), Numbers.normal(out), Numbers.normal(out)));
      in = out;
    }
    return new Params(
        List.copyOf(blocks), Numbers.normal(flat(), CLASSES), Numbers.normal(CLASSES));
  }

  private static Array convolve(Array x, Array kernel) {
    return Lax.convGeneralDilated(
        x,
        kernel,
        Convolution.strides(1, 1).padding("SAME").dimensionNumbers("NHWC", "HWIO", "NHWC"));
  }

  private static WithAux<Stats> normalized(Array x, Block block, Stats stats) {
    Array mean = x.mean(0, 1, 2);
    Array var = Jnp.maximum(0.0, x.square().mean(0, 1, 2).sub(mean.square()));
    Array y = x.sub(mean).mul(Lax.rsqrt(var.add(EPSILON)).mul(block.scale())).add(block.bias());
    return new WithAux<>(y, new Stats(running(stats.mean(), mean), running(stats.var(), var)));
  }

  private static Array running(Array old, Array fresh) {
    return old.mul(MOMENTUM).add(fresh.mul(1 - MOMENTUM));
  }

  private static WithAux<List<Stats>> plainLoss(Params p, List<Stats> stats, Batch b) {
    Array x = b.x();
    List<Stats> fresh = new java.util.ArrayList<>();
    for (int i = 0; i < p.blocks().size(); i++) {
      Block block = p.blocks().get(i);
      WithAux<Stats> y = normalized(convolve(x, block.kernel()), block, stats.get(i));
      fresh.add(y.aux());
      x = Lax.reduceWindowMax(relu(y.value()), POOL, POOL, "VALID");
    }
    Array logits = x.reshape(x.shape(0), -1).matmul(p.kernel()).add(p.bias());
    return new WithAux<>(loss(logits, b.y()), List.copyOf(fresh));
  }

  @Override
  public Way byHand() {
    Compiled.Of2<Plain, Batch, PlainStepped> step =
        jit((Plain s, Batch b) -> {
          ValueAuxGrad<List<Stats>, Params> at =
              valueAndGradAux(s.params(), p -> plainLoss(p, s.stats(), b));
          Update<Params> update = tx.update(at.grad(), s.optState(), s.params());
          Params next = Optax.applyUpdates(s.params(), update.updates());
          return new PlainStepped(new Plain(next, at.aux(), update.state()), at.value());
        });
    Params params = params();
    List<Stats> stats = FEATURES.stream().map(n -> new Stats(Jnp.zeros(n), Jnp.ones(n))).toList();
    return new Way() {
      private Plain state = new Plain(params, stats, tx.init(params));

      @Override
      public Array step() {
        PlainStepped out = step.apply(state, batch);
        state = out.state();
        return out.loss();
      }
    };
  }

  // Linen.

  private record Linen() implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array images, Boolean train) {
      Array x = images;
      for (int features : FEATURES) {
        x = new Conv(features, 3, 3).useBias(false).apply(x);
        x = relu(new BatchNorm().momentum(MOMENTUM).apply(x, !train));
        x = maxPool(x, window(2, 2).strides(2, 2));
      }
      return new Dense(CLASSES).apply(x.reshape(x.shape(0), -1));
    }
  }

  private record State(
      Array step,
      Variables params,
      Object optState,
      Variables batchStats,
      GradientTransformation tx)
      implements Trainable<State, Variables> {
    @Override
    public State with(Array newStep, Variables newParams, Object newOptState) {
      return new State(newStep, newParams, newOptState, batchStats, tx);
    }

    State batchStats(Variables value) {
      return new State(step, params, optState, value, tx);
    }

    Variables variables(Variables p) {
      return Variables.of("params", p).with("batch_stats", batchStats);
    }
  }

  private record Stepped(State state, Array loss) {}

  private static WithAux<Variables> linenLoss(Linen model, State s, Variables p, Batch b) {
    Applied<Array> out = model.apply(s.variables(p), b.x(), true, Mutable.of("batch_stats"));
    return new WithAux<>(loss(out.value(), b.y()), out.variables().at("batch_stats"));
  }

  @Override
  public Way trainState() {
    Linen model = new Linen();
    Compiled.Of2<State, Batch, Stepped> step =
        jit((State s, Batch b) -> {
          ValueAuxGrad<Variables, Variables> at =
              valueAndGradAux(s.params(), p -> linenLoss(model, s, p, b));
          return new Stepped(s.applyGradients(at.grad()).batchStats(at.aux()), at.value());
        });
    Variables variables = model.init(PrngKey.key(0), batch.x(), false);
    Variables params = Numbers.like(variables.params());
    return new Way() {
      private State state =
          new State(Jnp.array(0), params, tx.init(params), variables.at("batch_stats"), tx);

      @Override
      public Array step() {
        Stepped out = step.apply(state, batch);
        state = out.state();
        return out.loss();
      }
    };
  }

  // NNX.

  private static final class Net extends Nnx.Module {
    private final List<Nnx.Conv> convolutions;
    private final List<Nnx.BatchNorm> norms;
    private final Nnx.Linear out;

    Net(Nnx.Rngs rngs) {
      int in = 1;
      List<Nnx.Conv> all = new java.util.ArrayList<>();
      for (int features : FEATURES) {
        all.add(new Nnx.Conv(in, features, linum.ir.Dims.of(3, 3), rngs, o -> o.useBias(false)));
        in = features;
      }
      this.convolutions = List.copyOf(all);
      this.norms =
          FEATURES.stream()
              .map(n -> new Nnx.BatchNorm(n, rngs, o -> o.momentum(MOMENTUM)))
              .toList();
      this.out = new Nnx.Linear(flat(), CLASSES, rngs);
    }

    Array call(Array images) {
      Array x = images;
      for (int i = 0; i < convolutions.size(); i++) {
        x = relu(norms.get(i).call(convolutions.get(i).call(x)));
        x = maxPool(x, window(2, 2).strides(2, 2));
      }
      return out.call(x.reshape(x.shape(0), -1));
    }
  }

  @Override
  public Way optimizer() {
    return Ways.optimizer(new Net(new Nnx.Rngs(0)), tx, Net::call, Cnn::loss, batch);
  }
}
