package linum.optax;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.random.Random;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Optimizers, their parts, schedules and losses, under the names that they have in Optax.
///
/// ```java
/// import static linum.optax.Optax.*;
///
/// var tx = chain(clipByGlobalNorm(1.0),
///     adamw(warmupCosineDecaySchedule(0, 1e-3, 100, 10_000)).mask((path, p) -> p.ndim() > 1));
/// var state = tx.init(params);
/// var u = tx.update(grads, state, params);
/// params = applyUpdates(params, u.updates());
/// ```
///
/// Optimizers are records with their options, which are changed by methods of the same name:
/// `adam(1e-3).b1(0.95)`. Trees of parameters may be of any kind; what has no array in a place is
/// passed by.
@SuppressWarnings("overloads") // lambdas are told apart by their arity
public final class Optax {
  private Optax() {}

  // optimizers

  /// Adam, the usual choice. See [Adam].
  public static Adam adam(double learningRate) {
    return new Adam(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adam adam(ScalarOrSchedule learningRate) {
    return new Adam(learningRate);
  }

  /// Adam with decay of the weights. See [Adamw].
  public static Adamw adamw(double learningRate) {
    return new Adamw(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adamw adamw(ScalarOrSchedule learningRate) {
    return new Adamw(learningRate);
  }

  /// Adam with the squares of what the momentum did not foresee. See [Adabelief].
  public static Adabelief adabelief(double learningRate) {
    return new Adabelief(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adabelief adabelief(ScalarOrSchedule learningRate) {
    return new Adabelief(learningRate);
  }

  /// Steps over the root of the sum of squared gradients. See [Adagrad].
  public static Adagrad adagrad(double learningRate) {
    return new Adagrad(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adagrad adagrad(ScalarOrSchedule learningRate) {
    return new Adagrad(learningRate);
  }

  /// Momentum of gradients and their differences. See [Adan].
  public static Adan adan(double learningRate) {
    return new Adan(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adan adan(ScalarOrSchedule learningRate) {
    return new Adan(learningRate);
  }

  /// Adam with the largest gradient instead of the mean square. See [Adamax].
  public static Adamax adamax(double learningRate) {
    return new Adamax(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adamax adamax(ScalarOrSchedule learningRate) {
    return new Adamax(learningRate);
  }

  /// Adamax with decay of the weights. See [Adamaxw].
  public static Adamaxw adamaxw(double learningRate) {
    return new Adamaxw(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adamaxw adamaxw(ScalarOrSchedule learningRate) {
    return new Adamaxw(learningRate);
  }

  /// Adam with a mean of squares that never falls. See [Amsgrad].
  public static Amsgrad amsgrad(double learningRate) {
    return new Amsgrad(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Amsgrad amsgrad(ScalarOrSchedule learningRate) {
    return new Amsgrad(learningRate);
  }

  /// Steps relative to the parameters, which keep their size. See [Fromage].
  public static Fromage fromage(double learningRate) {
    return new Fromage(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Fromage fromage(ScalarOrSchedule learningRate) {
    return new Fromage(learningRate);
  }

  /// Adam for large batches. See [Lamb].
  public static Lamb lamb(double learningRate) {
    return new Lamb(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Lamb lamb(ScalarOrSchedule learningRate) {
    return new Lamb(learningRate);
  }

  /// Momentum for large batches. See [Lars].
  public static Lars lars(double learningRate) {
    return new Lars(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Lars lars(ScalarOrSchedule learningRate) {
    return new Lars(learningRate);
  }

  /// Signs of a momentum. See [Lion].
  public static Lion lion(double learningRate) {
    return new Lion(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Lion lion(ScalarOrSchedule learningRate) {
    return new Lion(learningRate);
  }

  /// Gradient descent with noise. See [NoisySgd].
  public static NoisySgd noisySgd(double learningRate) {
    return new NoisySgd(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static NoisySgd noisySgd(ScalarOrSchedule learningRate) {
    return new NoisySgd(learningRate);
  }

  /// Gradients over means of their norms. See [Novograd].
  public static Novograd novograd(double learningRate) {
    return new Novograd(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Novograd novograd(ScalarOrSchedule learningRate) {
    return new Novograd(learningRate);
  }

  /// Adam for games. See [OptimisticAdamV2].
  public static OptimisticAdamV2 optimisticAdamV2(double learningRate) {
    return new OptimisticAdamV2(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static OptimisticAdamV2 optimisticAdamV2(ScalarOrSchedule learningRate) {
    return new OptimisticAdamV2(learningRate);
  }

  /// Gradient descent for games. See [OptimisticGradientDescent].
  public static OptimisticGradientDescent optimisticGradientDescent(double learningRate) {
    return new OptimisticGradientDescent(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static OptimisticGradientDescent optimisticGradientDescent(ScalarOrSchedule learningRate) {
    return new OptimisticGradientDescent(learningRate);
  }

  /// Adam that starts carefully. See [Radam].
  public static Radam radam(double learningRate) {
    return new Radam(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Radam radam(ScalarOrSchedule learningRate) {
    return new Radam(learningRate);
  }

  /// Steps over the root of the mean of squared gradients. See [Rmsprop].
  public static Rmsprop rmsprop(double learningRate) {
    return new Rmsprop(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Rmsprop rmsprop(ScalarOrSchedule learningRate) {
    return new Rmsprop(learningRate);
  }

  /// Gradient descent. See [Sgd].
  public static Sgd sgd(double learningRate) {
    return new Sgd(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Sgd sgd(ScalarOrSchedule learningRate) {
    return new Sgd(learningRate);
  }

  /// Signs of the gradients. See [SignSgd].
  public static SignSgd signSgd(double learningRate) {
    return new SignSgd(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static SignSgd signSgd(ScalarOrSchedule learningRate) {
    return new SignSgd(learningRate);
  }

  /// Signs of a mean of gradients. See [Signum].
  public static Signum signum(double learningRate) {
    return new Signum(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Signum signum(ScalarOrSchedule learningRate) {
    return new Signum(learningRate);
  }

  /// Adagrad with little memory. See [Sm3].
  public static Sm3 sm3(double learningRate) {
    return new Sm3(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Sm3 sm3(ScalarOrSchedule learningRate) {
    return new Sm3(learningRate);
  }

  /// Adam with squares that are added and subtracted. See [Yogi].
  public static Yogi yogi(double learningRate) {
    return new Yogi(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Yogi yogi(ScalarOrSchedule learningRate) {
    return new Yogi(learningRate);
  }

  /// Adam with Nesterov's momentum. See [Adam].
  public static Adam nadam(double learningRate) {
    return new Adam(Scalar.of(learningRate)).nesterov(true);
  }

  /// With a schedule.
  public static Adam nadam(ScalarOrSchedule learningRate) {
    return new Adam(learningRate).nesterov(true);
  }

  /// Adam with Nesterov's momentum and decay of the weights. See [Adamw].
  public static Adamw nadamw(double learningRate) {
    return new Adamw(Scalar.of(learningRate)).nesterov(true);
  }

  /// With a schedule.
  public static Adamw nadamw(ScalarOrSchedule learningRate) {
    return new Adamw(learningRate).nesterov(true);
  }

  /// Steps of the size of former steps. See [Adadelta].
  public static Adadelta adadelta() {
    return new Adadelta();
  }

  /// With a learning rate.
  public static Adadelta adadelta(double learningRate) {
    return new Adadelta().learningRate(learningRate);
  }

  /// With a schedule.
  public static Adadelta adadelta(ScalarOrSchedule learningRate) {
    return new Adadelta().learningRate(learningRate);
  }

  /// Adam with little memory. See [Adafactor].
  public static Adafactor adafactor() {
    return new Adafactor();
  }

  /// With a learning rate.
  public static Adafactor adafactor(double learningRate) {
    return new Adafactor().learningRate(learningRate);
  }

  /// With a schedule.
  public static Adafactor adafactor(ScalarOrSchedule learningRate) {
    return new Adafactor().learningRate(learningRate);
  }

  /// A quasi-Newton method with a line search. See [Lbfgs].
  public static Lbfgs lbfgs() {
    return new Lbfgs();
  }

  /// With a learning rate.
  public static Lbfgs lbfgs(double learningRate) {
    return new Lbfgs().learningRate(learningRate);
  }

  /// With a schedule.
  public static Lbfgs lbfgs(ScalarOrSchedule learningRate) {
    return new Lbfgs().learningRate(learningRate);
  }

  /// Adam for games, with a weight of its own for the change. See [OptimisticAdam].
  public static OptimisticAdam optimisticAdam(double learningRate) {
    return new OptimisticAdam(Scalar.of(learningRate));
  }

  /// Steps that depend on the signs of the gradients only. See [Rprop].
  public static Rprop rprop(double learningRate) {
    return new Rprop(Scalar.of(learningRate));
  }

  /// The step that would reach the lowest value of a linear loss. See [PolyakSgd].
  public static PolyakSgd polyakSgd() {
    return new PolyakSgd();
  }

  // combinations

  /// Transformations one after the other. See [Chain].
  public static Chain chain(GradientTransformation... transformations) {
    return new Chain(List.of(transformations));
  }

  /// Transformations with names, one after the other: `namedChain().then("clip",
  /// clip(1)).then("adam", adam(1e-3))`. See [NamedChain].
  public static NamedChain namedChain() {
    return new NamedChain(Map.of());
  }

  /// Different transformations for different parts, by place and shape. See [Partition].
  ///
  /// ```java
  /// partition(Map.of("adam", adam(1e-3), "none", setToZero()),
  ///     (path, p) -> p.ndim() > 1 ? "adam" : "none");
  /// ```
  public static Partition partition(
      Map<String, ? extends GradientTransformation> transforms,
      BiFunction<KeyPath, Array, String> labels) {
    return new Partition(Map.copyOf(transforms), Labels.by(labels));
  }

  /// With a tree of labels. See [Labels#of].
  public static Partition partition(
      Map<String, ? extends GradientTransformation> transforms, Object labels) {
    return new Partition(Map.copyOf(transforms), Labels.of(labels));
  }

  /// The former name of [#partition(Map, Object)].
  public static Partition multiTransform(
      Map<String, ? extends GradientTransformation> transforms, Object labels) {
    return partition(transforms, labels);
  }

  /// A transformation of some arrays, by place and shape; the others pass. See [Masked].
  public static Masked masked(GradientTransformation inner, BiPredicate<KeyPath, Array> condition) {
    return new Masked(inner, Mask.where(condition));
  }

  /// With a tree of booleans. See [Mask#of].
  public static Masked masked(GradientTransformation inner, Object mask) {
    return new Masked(inner, Mask.of(mask));
  }

  /// Zeros for some arrays: these parameters stay.
  public static Masked freeze(Object mask) {
    return masked(setToZero(), mask);
  }

  /// Zeros for some arrays, by place and shape.
  public static Masked freeze(BiPredicate<KeyPath, Array> condition) {
    return masked(setToZero(), condition);
  }

  /// An optimizer for all arrays but those of a mask, which stay.
  public static Partition selectiveTransform(GradientTransformation optimizer, Object freezeMask) {
    Mask frozen = Mask.of(freezeMask);
    return new Partition(
        Map.of("train", optimizer, "freeze", setToZero()),
        new Labels.ByMask(frozen, "freeze", "train"));
  }

  /// An optimizer whose numbers are in its state, where they can be changed. See
  /// [InjectHyperparams].
  public static <T extends Record & GradientTransformation> InjectHyperparams<T> injectHyperparams(
      T optimizer) {
    return new InjectHyperparams<>(optimizer);
  }

  /// Gradients gathered over `k` steps. See [MultiSteps].
  public static MultiSteps multiSteps(GradientTransformation optimizer, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("multiSteps: k must be at least 1, but is " + k);
    }
    return new MultiSteps(optimizer, _ -> Jnp.array(k));
  }

  /// With a number of steps that depends on the number of updates.
  public static MultiSteps multiSteps(GradientTransformation optimizer, Schedule everyKSchedule) {
    return new MultiSteps(optimizer, everyKSchedule);
  }

  /// For [MultiSteps#shouldSkipUpdate]: leaves out gradients that are not finite.
  public static Skip.Rule skipNotFinite() {
    return (updates, _, _) -> Skip.notFinite(updates);
  }

  /// For [MultiSteps#shouldSkipUpdate]: leaves out gradients that are too large.
  public static Skip.Rule skipLargeUpdates(double maxSquaredNorm) {
    return (updates, _, _) -> Skip.large(updates, maxSquaredNorm);
  }

  /// Leaves out steps with gradients that are not finite. See [ApplyIfFinite].
  public static ApplyIfFinite applyIfFinite(
      GradientTransformation optimizer, int maxConsecutiveErrors) {
    return new ApplyIfFinite(optimizer, maxConsecutiveErrors);
  }

  /// Slow parameters that follow fast ones. See [Lookahead].
  public static Lookahead lookahead(
      GradientTransformation fastOptimizer, int syncPeriod, double slowStepSize) {
    return new Lookahead(fastOptimizer, syncPeriod, slowStepSize);
  }

  /// Applied at some steps. See [ConditionallyTransform].
  public static ConditionallyTransform conditionallyTransform(
      GradientTransformation inner, Condition condition) {
    return new ConditionallyTransform(inner, condition);
  }

  /// Applied at some steps, zeros at the others. See [ConditionallyMask].
  public static ConditionallyMask conditionallyMask(
      GradientTransformation inner, Condition condition) {
    return new ConditionallyMask(inner, condition);
  }

  /// All arrays as one vector. See [Flatten].
  public static Flatten flatten(GradientTransformation inner) {
    return new Flatten(inner);
  }

  /// A function of updates and parameters; these are null if `update` was called without them.
  public static <P> GradientTransformation stateless(BiFunction<P, P, P> f) {
    return new StatelessFunction<>(f);
  }

  /// A function of every array of updates and parameters.
  public static GradientTransformation statelessWithTreeMap(BinaryOperator<Array> f) {
    return new StatelessTreeMap(f);
  }

  /// What is measured of the updates is in the state. See [Monitor].
  public static Monitor monitor(Map<String, Measure> measures) {
    return new Monitor(measures);
  }

  /// One measurement of the updates is in the state. See [Snapshot].
  public static Snapshot snapshot(String name, Function<Object, ?> measure) {
    return new Snapshot(name, measure);
  }

  // transformations

  /// Updates as they are.
  public static Identity identity() {
    return new Identity();
  }

  /// No updates.
  public static SetToZero setToZero() {
    return new SetToZero();
  }

  /// See [Centralize].
  public static Centralize centralize() {
    return new Centralize();
  }

  /// See [KeepParamsNonnegative].
  public static KeepParamsNonnegative keepParamsNonnegative() {
    return new KeepParamsNonnegative();
  }

  /// See [NormalizeByUpdateNorm].
  public static NormalizeByUpdateNorm normalizeByUpdateNorm() {
    return new NormalizeByUpdateNorm();
  }

  /// See [ScaleByAdadelta].
  public static ScaleByAdadelta scaleByAdadelta() {
    return new ScaleByAdadelta();
  }

  /// See [ScaleByAdam].
  public static ScaleByAdam scaleByAdam() {
    return new ScaleByAdam();
  }

  /// See [ScaleByAdamax].
  public static ScaleByAdamax scaleByAdamax() {
    return new ScaleByAdamax();
  }

  /// See [ScaleByAdan].
  public static ScaleByAdan scaleByAdan() {
    return new ScaleByAdan();
  }

  /// See [ScaleByAmsgrad].
  public static ScaleByAmsgrad scaleByAmsgrad() {
    return new ScaleByAmsgrad();
  }

  /// See [ScaleByBelief].
  public static ScaleByBelief scaleByBelief() {
    return new ScaleByBelief();
  }

  /// See [ScaleByDistanceOverGradients].
  public static ScaleByDistanceOverGradients scaleByDistanceOverGradients() {
    return new ScaleByDistanceOverGradients();
  }

  /// See [ScaleByFactoredRms].
  public static ScaleByFactoredRms scaleByFactoredRms() {
    return new ScaleByFactoredRms();
  }

  /// See [ScaleByLbfgs].
  public static ScaleByLbfgs scaleByLbfgs() {
    return new ScaleByLbfgs();
  }

  /// See [ScaleByLion].
  public static ScaleByLion scaleByLion() {
    return new ScaleByLion();
  }

  /// See [ScaleByNovograd].
  public static ScaleByNovograd scaleByNovograd() {
    return new ScaleByNovograd();
  }

  /// See [ScaleByOptimisticGradient].
  public static ScaleByOptimisticGradient scaleByOptimisticGradient() {
    return new ScaleByOptimisticGradient();
  }

  /// See [ScaleByParamBlockNorm].
  public static ScaleByParamBlockNorm scaleByParamBlockNorm() {
    return new ScaleByParamBlockNorm();
  }

  /// See [ScaleByParamBlockRms].
  public static ScaleByParamBlockRms scaleByParamBlockRms() {
    return new ScaleByParamBlockRms();
  }

  /// See [ScaleByPolyak].
  public static ScaleByPolyak scaleByPolyak() {
    return new ScaleByPolyak();
  }

  /// See [ScaleByRadam].
  public static ScaleByRadam scaleByRadam() {
    return new ScaleByRadam();
  }

  /// See [ScaleByRms].
  public static ScaleByRms scaleByRms() {
    return new ScaleByRms();
  }

  /// See [ScaleByRss].
  public static ScaleByRss scaleByRss() {
    return new ScaleByRss();
  }

  /// See [ScaleBySign].
  public static ScaleBySign scaleBySign() {
    return new ScaleBySign();
  }

  /// See [ScaleBySm3].
  public static ScaleBySm3 scaleBySm3() {
    return new ScaleBySm3();
  }

  /// See [ScaleByStddev].
  public static ScaleByStddev scaleByStddev() {
    return new ScaleByStddev();
  }

  /// See [ScaleByTrustRatio].
  public static ScaleByTrustRatio scaleByTrustRatio() {
    return new ScaleByTrustRatio();
  }

  /// See [ScaleByYogi].
  public static ScaleByYogi scaleByYogi() {
    return new ScaleByYogi();
  }

  /// See [ZeroNans].
  public static ZeroNans zeroNans() {
    return new ZeroNans();
  }

  /// Updates times a number.
  public static Scale scale(double factor) {
    return new Scale(Scalar.of(factor));
  }

  /// Updates times a schedule.
  public static ScaleBySchedule scaleBySchedule(Schedule stepSizeFn) {
    return new ScaleBySchedule(stepSizeFn);
  }

  /// Updates times the negative learning rate.
  public static GradientTransformation scaleByLearningRate(double learningRate) {
    return LearningRates.scale(Scalar.of(learningRate), true);
  }

  /// With a schedule.
  public static GradientTransformation scaleByLearningRate(ScalarOrSchedule learningRate) {
    return LearningRates.scale(learningRate, true);
  }

  /// With the sign of the learning rate, uphill, if it is not flipped.
  public static GradientTransformation scaleByLearningRate(
      ScalarOrSchedule learningRate, boolean flipSign) {
    return LearningRates.scale(learningRate, flipSign);
  }

  /// See [ScaleByRprop].
  public static ScaleByRprop scaleByRprop(double learningRate) {
    return new ScaleByRprop(Scalar.of(learningRate));
  }

  /// See [ScaleByBacktrackingLinesearch].
  public static ScaleByBacktrackingLinesearch scaleByBacktrackingLinesearch(
      int maxBacktrackingSteps) {
    return new ScaleByBacktrackingLinesearch(maxBacktrackingSteps);
  }

  /// See [ScaleByZoomLinesearch].
  public static ScaleByZoomLinesearch scaleByZoomLinesearch(int maxLinesearchSteps) {
    return new ScaleByZoomLinesearch(maxLinesearchSteps);
  }

  /// Updates gathered over `k` steps. See [ApplyEvery].
  public static ApplyEvery applyEvery(int k) {
    return new ApplyEvery(k);
  }

  /// Momentum. See [Trace].
  public static Trace trace(double decay) {
    return new Trace(Scalar.of(decay));
  }

  /// A moving average of the updates. See [Ema].
  public static Ema ema(double decay) {
    return new Ema(Scalar.of(decay));
  }

  /// Decay of the weights. See [AddDecayedWeights].
  public static AddDecayedWeights addDecayedWeights(double weightDecay) {
    return new AddDecayedWeights(Scalar.of(weightDecay));
  }

  /// With a schedule.
  public static AddDecayedWeights addDecayedWeights(ScalarOrSchedule weightDecay) {
    return new AddDecayedWeights(weightDecay);
  }

  /// Noise of variance `eta / count ^ gamma`. See [AddNoise].
  public static AddNoise addNoise(double eta, double gamma, PrngKey key) {
    return new AddNoise(Scalar.of(eta), Scalar.of(gamma), key);
  }

  /// No element larger than a number.
  public static Clip clip(double maxDelta) {
    return new Clip(Scalar.of(maxDelta));
  }

  /// No root mean square of an array larger than a number.
  public static ClipByBlockRms clipByBlockRms(double threshold) {
    return new ClipByBlockRms(Scalar.of(threshold));
  }

  /// The norm of all arrays together no larger than a number.
  public static ClipByGlobalNorm clipByGlobalNorm(double maxNorm) {
    return new ClipByGlobalNorm(Scalar.of(maxNorm));
  }

  /// No unit larger than a part of its weights. See [AdaptiveGradClip].
  public static AdaptiveGradClip adaptiveGradClip(double clipping) {
    return new AdaptiveGradClip(Scalar.of(clipping));
  }

  /// The sum of the gradients of single examples, each with norm at most `l2NormClip`.
  ///
  /// @param grads a tree whose arrays have a leading axis for the examples
  public static <P> Clipped<P> perExampleGlobalNormClip(P grads, double l2NormClip) {
    return PerExampleClipping.globalNorm(grads, l2NormClip);
  }

  /// The sum of the gradients of single examples, clipped array by array so that the norm of all is
  /// at most `globalL2NormClip`.
  ///
  /// @param uniform whether all arrays have the same share, or one by their size
  public static <P> ClippedLayers<P> perExampleLayerNormClip(
      P grads, double globalL2NormClip, boolean uniform) {
    return PerExampleClipping.layerNorm(grads, globalL2NormClip, uniform);
  }

  /// The norm of every unit, in the shape of the array; see [AdaptiveGradClip].
  public static Array unitwiseNorm(Array x) {
    return Norms.unitwise(x);
  }

  /// Each unit of the gradient no larger than its largest norm.
  public static Array unitwiseClip(Array gNorm, Array maxNorm, Array grad) {
    return AdaptiveGradClip.unitwiseClip(gNorm, maxNorm, grad, 1e-6);
  }

  /// Independent normal numbers, such as the weights of a model whose distribution is learned.
  ///
  /// @param loc the means
  /// @param logScale the logarithms of the deviations
  /// @throws IllegalArgumentException if the shapes cannot be broadcast together
  public static MultiNormal multiNormal(Array loc, Array logScale) {
    return new MultiNormal(loc, logScale);
  }

  // using updates

  /// The parameters plus the updates, in the types of the parameters.
  ///
  /// @throws IllegalArgumentException naming the first place where the trees differ
  public static <P> P applyUpdates(P params, P updates) {
    return Updates.apply(params, updates);
  }

  /// `stepSize · newTensors + (1 - stepSize) · oldTensors`: Polyak averaging.
  public static <P> P incrementalUpdate(P newTensors, P oldTensors, double stepSize) {
    return Tree.map((a, b) -> a.mul(stepSize).add(b.mul(1 - stepSize)), newTensors, oldTensors);
  }

  /// The new tensors every `updatePeriod` steps, else the old ones.
  public static <P> P periodicUpdate(P newTensors, P oldTensors, Array steps, int updatePeriod) {
    return OptaxTree.where(steps.rem(updatePeriod).eq(0), newTensors, oldTensors);
  }

  /// No extra arguments, to add some: `extraArgs().value(loss)`.
  public static ExtraArgs extraArgs() {
    return ExtraArgs.NONE;
  }

  /// Value and gradient of a loss, taken from the state of a line search if they are there.
  public static <P> BiFunction<P, Object, ValueAndGrad<P>> valueAndGradFromState(
      Function<P, Array> valueFn) {
    return (params, state) -> Updates.valueAndGrad(valueFn, params, state);
  }

  // numbers

  /// The norm of all arrays together. Also [OptaxTree#norm(Object)].
  public static Array globalNorm(Object updates) {
    return OptaxTree.norm(updates);
  }

  /// The norm, at least `minNorm`; differentiable at zero.
  public static Array safeNorm(Array x, double minNorm) {
    return Norms.safeNorm(x, minNorm);
  }

  /// The norm along an axis, at least `minNorm`.
  ///
  /// @param ord 1, 2 or infinity
  public static Array safeNorm(Array x, double minNorm, double ord, int axis, boolean keepdims) {
    return Norms.safeNorm(x, minNorm, ord, axis, keepdims);
  }

  /// The root mean square, at least `minRms`; differentiable at zero.
  public static Array safeRootMeanSquares(Array x, double minRms) {
    return Norms.safeRootMeanSquares(x, minRms);
  }

  /// One more, unless that is too large for the type.
  public static Array safeIncrement(Array count) {
    return Counts.next(count);
  }

  /// The value as it is; its derivative times a number.
  public static Array scaleGradient(Array x, double factor) {
    return x.mul(factor).add(Linum.stopGradient(x.mul(1 - factor)));
  }

  /// The largest eigenvalue of a symmetric matrix and its eigenvector.
  public static Eigenpair<Array> powerIteration(Array matrix) {
    return powerIteration(
        matrix::matmul,
        Random.uniform(Random.key(0), Dims.of(matrix.shape(0)), matrix.dtype(), -1, 1));
  }

  /// Of a linear function of trees, such as [SecondOrder#hvp].
  public static <V> Eigenpair<V> powerIteration(UnaryOperator<V> matrix, V v0) {
    return LinearAlgebra.powerIteration(matrix, v0, 100, 1e-6);
  }

  /// `matrix ^ (-1/p)` of a symmetric positive semidefinite matrix.
  public static InverseRoot matrixInversePthRoot(Array matrix, int p) {
    return LinearAlgebra.matrixInversePthRoot(matrix, p, 100, 1e-6, 1e-6);
  }

  /// The non-negative `x` with the least `|A x - b|`, after some steps of projected gradient
  /// descent.
  public static Array nnls(Array a, Array b, int iters) {
    return LinearAlgebra.nnls(a, b, iters);
  }

  // schedules

  /// Always the same.
  public static Schedule constantSchedule(double value) {
    return Schedules.constant(value);
  }

  /// From one value to another in `transitionSteps`, along a line.
  public static Schedule linearSchedule(double initValue, double endValue, int transitionSteps) {
    return Schedules.polynomial(initValue, endValue, 1, transitionSteps, 0);
  }

  /// Starting after `transitionBegin` steps.
  public static Schedule linearSchedule(
      double initValue, double endValue, int transitionSteps, int transitionBegin) {
    return Schedules.polynomial(initValue, endValue, 1, transitionSteps, transitionBegin);
  }

  /// From one value to another in `transitionSteps`: `(initValue - endValue) (1 - n /
  /// transitionSteps) ^ power + endValue`.
  public static Schedule polynomialSchedule(
      double initValue, double endValue, double power, int transitionSteps) {
    return Schedules.polynomial(initValue, endValue, power, transitionSteps, 0);
  }

  /// Starting after `transitionBegin` steps.
  public static Schedule polynomialSchedule(
      double initValue, double endValue, double power, int transitionSteps, int transitionBegin) {
    return Schedules.polynomial(initValue, endValue, power, transitionSteps, transitionBegin);
  }

  /// `initValue · decayRate ^ (n / transitionSteps)`
  public static Schedule exponentialDecay(double initValue, int transitionSteps, double decayRate) {
    return Schedules.exponential(initValue, transitionSteps, decayRate, 0, false, null);
  }

  /// With all options.
  ///
  /// @param staircase whether the exponent is rounded down
  /// @param endValue the last value; null for none
  public static Schedule exponentialDecay(
      double initValue,
      int transitionSteps,
      double decayRate,
      int transitionBegin,
      boolean staircase,
      @Nullable Double endValue) {
    return Schedules.exponential(
        initValue, transitionSteps, decayRate, transitionBegin, staircase, endValue);
  }

  /// From a value to zero in `decaySteps`, along a cosine.
  ///
  /// @throws IllegalArgumentException if `decaySteps` is not positive
  public static Schedule cosineDecaySchedule(double initValue, int decaySteps) {
    return Schedules.cosine(initValue, decaySteps, 0, 1);
  }

  /// To `alpha · initValue`, with a power of the cosine.
  public static Schedule cosineDecaySchedule(
      double initValue, int decaySteps, double alpha, double exponent) {
    return Schedules.cosine(initValue, decaySteps, alpha, exponent);
  }

  /// Up and down once, in pieces of lines: a third up, half down, and lower.
  public static Schedule linearOnecycleSchedule(int transitionSteps, double peakValue) {
    return linearOnecycleSchedule(transitionSteps, peakValue, 0.3, 0.85, 25, 1e4);
  }

  /// With all options.
  ///
  /// @throws IllegalArgumentException if `transitionSteps` is not positive
  public static Schedule linearOnecycleSchedule(
      int transitionSteps,
      double peakValue,
      double pctStart,
      double pctFinal,
      double divFactor,
      double finalDivFactor) {
    return Schedules.linearOnecycle(
        transitionSteps, peakValue, pctStart, pctFinal, divFactor, finalDivFactor);
  }

  /// Up and down once, in pieces of cosines.
  public static Schedule cosineOnecycleSchedule(int transitionSteps, double peakValue) {
    return cosineOnecycleSchedule(transitionSteps, peakValue, 0.3, 25, 1e4);
  }

  /// With all options.
  ///
  /// @throws IllegalArgumentException if `transitionSteps` is not positive
  public static Schedule cosineOnecycleSchedule(
      int transitionSteps,
      double peakValue,
      double pctStart,
      double divFactor,
      double finalDivFactor) {
    return Schedules.cosineOnecycle(
        transitionSteps, peakValue, pctStart, divFactor, finalDivFactor);
  }

  /// A value that is multiplied with a scale at each boundary.
  ///
  /// @throws IllegalArgumentException if a scale is negative
  public static Schedule piecewiseConstantSchedule(
      double initValue, Map<Integer, Double> boundariesAndScales) {
    return Schedules.piecewiseConstant(initValue, boundariesAndScales);
  }

  /// Values at boundaries, each a multiple of the one before, and between them lines or cosines.
  ///
  /// @param interpolateType `"linear"` or `"cosine"`
  /// @throws IllegalArgumentException if a scale is negative
  public static Schedule piecewiseInterpolateSchedule(
      String interpolateType, double initValue, Map<Integer, Double> boundariesAndScales) {
    return Schedules.piecewiseInterpolate(interpolateType, initValue, boundariesAndScales);
  }

  /// Up along a line, down along a cosine, again and again.
  public static Schedule sgdrSchedule(List<Warmup> cycles) {
    return Schedules.sgdr(cycles);
  }

  /// Up along a line, then constant.
  public static Schedule warmupConstantSchedule(
      double initValue, double peakValue, int warmupSteps) {
    return linearSchedule(initValue, peakValue, warmupSteps);
  }

  /// Up along a line, down along a cosine.
  ///
  /// @param decaySteps how long it takes in all, the rise included
  public static Schedule warmupCosineDecaySchedule(
      double initValue, double peakValue, int warmupSteps, int decaySteps) {
    return new Warmup(initValue, peakValue, warmupSteps, decaySteps).schedule();
  }

  /// To an end value, with a power of the cosine.
  public static Schedule warmupCosineDecaySchedule(
      double initValue,
      double peakValue,
      int warmupSteps,
      int decaySteps,
      double endValue,
      double exponent) {
    return new Warmup(initValue, peakValue, warmupSteps, decaySteps, endValue, exponent).schedule();
  }

  /// Up along a line, then exponential decay.
  public static Schedule warmupExponentialDecaySchedule(
      double initValue, double peakValue, int warmupSteps, int transitionSteps, double decayRate) {
    return joinSchedules(
        List.of(
            linearSchedule(initValue, peakValue, warmupSteps),
            exponentialDecay(peakValue, transitionSteps, decayRate)),
        List.of(warmupSteps));
  }

  /// With the options of [#exponentialDecay(double, int, double, int, boolean, Double)].
  public static Schedule warmupExponentialDecaySchedule(
      double initValue,
      double peakValue,
      int warmupSteps,
      int transitionSteps,
      double decayRate,
      int transitionBegin,
      boolean staircase,
      @Nullable Double endValue) {
    return joinSchedules(
        List.of(
            linearSchedule(initValue, peakValue, warmupSteps),
            exponentialDecay(
                peakValue, transitionSteps, decayRate, transitionBegin, staircase, endValue)),
        List.of(warmupSteps));
  }

  /// Schedules one after the other, each with a count of its own.
  ///
  /// @param boundaries the steps at which the next one begins
  /// @throws IllegalArgumentException if the numbers do not fit
  public static Schedule joinSchedules(List<Schedule> schedules, List<Integer> boundaries) {
    return Schedules.join(schedules, boundaries);
  }

  // losses of classes

  /// The cross-entropy of independent labels, for each element.
  ///
  /// @param labels probabilities, often 0 or 1
  public static Array sigmoidBinaryCrossEntropy(Array logits, Array labels) {
    return CrossEntropies.sigmoid(logits, labels);
  }

  /// The cross-entropy that counts what is hard.
  ///
  /// Source: Lin and others, "Focal Loss for Dense Object Detection", 2017.
  public static Array sigmoidFocalLoss(Array logits, Array labels) {
    return CrossEntropies.focal(logits, labels, null, 2);
  }

  /// With all options.
  ///
  /// @param alpha weight of positive labels; null for none
  /// @param gamma how little easy ones count
  public static Array sigmoidFocalLoss(
      Array logits, Array labels, @Nullable Double alpha, double gamma) {
    return CrossEntropies.focal(logits, labels, alpha, gamma);
  }

  /// The cross-entropy of classes, along the last axis.
  ///
  /// @param labels probabilities of the classes
  public static Array softmaxCrossEntropy(Array logits, Array labels) {
    return CrossEntropies.softmax(logits, labels, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array softmaxCrossEntropy(
      Array logits, Array labels, int axis, @Nullable Array where) {
    return CrossEntropies.softmax(logits, labels, axis, where);
  }

  /// The cross-entropy of classes, along the last axis.
  ///
  /// @param labels numbers of classes, without the axis of the classes
  public static Array softmaxCrossEntropyWithIntegerLabels(Array logits, Array labels) {
    return CrossEntropies.softmaxWithIntegerLabels(logits, labels, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array softmaxCrossEntropyWithIntegerLabels(
      Array logits, Array labels, int axis, @Nullable Array where) {
    return CrossEntropies.softmaxWithIntegerLabels(logits, labels, axis, where);
  }

  /// With classes along several axes, counted in the order of these.
  public static Array softmaxCrossEntropyWithIntegerLabels(
      Array logits, Array labels, int[] axes, @Nullable Array where) {
    return CrossEntropies.softmaxWithIntegerLabels(logits, labels, axes, where);
  }

  /// The cross-entropy of classes of which some are impossible: labels of zero count nothing, even
  /// if the logit is minus infinity.
  public static Array safeSoftmaxCrossEntropy(Array logits, Array labels) {
    return CrossEntropies.safeSoftmax(logits, labels);
  }

  /// The cross-entropy and a multiple of what is missed.
  ///
  /// Source: Leng and others, "PolyLoss", 2022.
  public static Array polyLossCrossEntropy(Array logits, Array labels) {
    return CrossEntropies.poly(logits, labels, 2, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array polyLossCrossEntropy(
      Array logits, Array labels, double epsilon, int axis, @Nullable Array where) {
    return CrossEntropies.poly(logits, labels, epsilon, axis, where);
  }

  /// Probabilities of labels moved toward equal ones by `alpha`.
  public static Array smoothLabels(Array labels, double alpha) {
    return CrossEntropies.smoothLabels(labels, alpha, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array smoothLabels(Array labels, double alpha, int axis, @Nullable Array where) {
    return CrossEntropies.smoothLabels(labels, alpha, axis, where);
  }

  /// The Kullback-Leibler divergence of the targets from the predictions.
  ///
  /// @param logPredictions logarithms of probabilities
  public static Array klDivergence(Array logPredictions, Array targets) {
    return Divergences.kl(logPredictions, targets, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array klDivergence(
      Array logPredictions, Array targets, int axis, @Nullable Array where) {
    return Divergences.kl(logPredictions, targets, axis, where);
  }

  /// The Kullback-Leibler divergence, with logarithms of the targets.
  ///
  /// @param logPredictions logarithms of probabilities
  public static Array klDivergenceWithLogTargets(Array logPredictions, Array logTargets) {
    return Divergences.klWithLogTargets(logPredictions, logTargets, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array klDivergenceWithLogTargets(
      Array logPredictions, Array logTargets, int axis, @Nullable Array where) {
    return Divergences.klWithLogTargets(logPredictions, logTargets, axis, where);
  }

  /// The Kullback-Leibler divergence of measures that need not sum to one.
  ///
  /// @param logPredictions logarithms of probabilities
  public static Array generalizedKlDivergence(Array logPredictions, Array targets) {
    return Divergences.generalizedKl(logPredictions, targets, -1, null);
  }

  /// Along another axis.
  ///
  /// @param where which classes count; null for all
  public static Array generalizedKlDivergence(
      Array logPredictions, Array targets, int axis, @Nullable Array where) {
    return Divergences.generalizedKl(logPredictions, targets, axis, where);
  }

  /// The former name of [#generalizedKlDivergence(Array, Array)].
  public static Array convexKlDivergence(Array logPredictions, Array targets) {
    return generalizedKlDivergence(logPredictions, targets);
  }

  /// `max(0, 1 - prediction · target)`
  ///
  /// @param targets -1 or 1
  public static Array hingeLoss(Array predictorOutputs, Array targets) {
    return Margins.hinge(predictorOutputs, targets);
  }

  /// `max(0, -prediction · target)`
  ///
  /// @param targets -1 or 1
  public static Array perceptronLoss(Array predictorOutputs, Array targets) {
    return Margins.perceptron(predictorOutputs, targets);
  }

  /// The loss whose predictions are sparse.
  ///
  /// Source: Blondel, Martins, Niculae, "Learning with Fenchel-Young Losses", 2020.
  ///
  /// @param labels 0 or 1
  public static Array sparsemaxLoss(Array logits, Array labels) {
    return Margins.sparsemax(logits, labels);
  }

  /// How much any class is closer than 1 to the right one, along the last axis.
  ///
  /// @param labels numbers of classes
  public static Array multiclassHingeLoss(Array scores, Array labels) {
    return Margins.multiclassHinge(scores, labels);
  }

  /// How much the best class is above the right one, along the last axis.
  ///
  /// @param labels numbers of classes
  public static Array multiclassPerceptronLoss(Array scores, Array labels) {
    return Margins.multiclassPerceptron(scores, labels);
  }

  /// The loss whose predictions are sparse, for classes.
  ///
  /// Source: Martins and Astudillo, "From Softmax to Sparsemax", 2016.
  ///
  /// @param scores `[batch, classes]`
  /// @param labels numbers of classes, `[batch]`
  public static Array multiclassSparsemaxLoss(Array scores, Array labels) {
    return Margins.multiclassSparsemax(scores, labels);
  }

  /// The loss of a function whose gradient predicts: `maxFun(scores) - ⟨targets, scores⟩`.
  ///
  /// Source: Blondel, Martins, Niculae, "Learning with Fenchel-Young Losses", 2020.
  ///
  /// @param maxFun a function of a vector that gives a scalar, such as `logsumexp`
  public static BinaryOperator<Array> makeFenchelYoungLoss(UnaryOperator<Array> maxFun) {
    UnaryOperator<Array> along = Linum.vectorize(maxFun, "(n)->()");
    return (scores, targets) -> along.apply(scores).sub(scores.mul(targets).sum(-1));
  }

  // losses of sequences and images

  /// The CTC loss: minus the logarithm of the probability of a sequence of labels, over all its
  /// alignments.
  ///
  /// Source: Graves and others, "Connectionist Temporal Classification", 2006.
  ///
  /// @param logits `[batch, time, classes]`
  /// @param logitPaddings 1 where there is no time, `[batch, time]`
  /// @param labels `[batch, labels]`
  /// @param labelPaddings 1 where there is no label, `[batch, labels]`
  /// @return `[batch]`
  public static Array ctcLoss(
      Array logits, Array logitPaddings, Array labels, Array labelPaddings) {
    return ctcLoss(logits, logitPaddings, labels, labelPaddings, 0, -1e5);
  }

  /// With all options.
  ///
  /// @param blankId the class that stands for no label
  /// @param logEpsilon the logarithm of what counts as zero
  public static Array ctcLoss(
      Array logits,
      Array logitPaddings,
      Array labels,
      Array labelPaddings,
      int blankId,
      double logEpsilon) {
    return ctcLossWithForwardProbs(
            logits, logitPaddings, labels, labelPaddings, blankId, logEpsilon)
        .loss();
  }

  /// The CTC loss with the forward probabilities. See [#ctcLoss(Array, Array, Array, Array)].
  public static CtcProbabilities ctcLossWithForwardProbs(
      Array logits,
      Array logitPaddings,
      Array labels,
      Array labelPaddings,
      int blankId,
      double logEpsilon) {
    return Ctc.forward(logits, logitPaddings, labels, labelPaddings, blankId, logEpsilon);
  }

  /// How far two areas are from covering each other, for every image.
  ///
  /// Source: Milletari, Navab, Ahmadi, "V-Net", 2016.
  ///
  /// @param predictions logits, `[batch, …space, classes]`
  /// @param targets of the same shape
  public static Array diceLoss(Array predictions, Array targets) {
    return Dice.DEFAULT.apply(predictions, targets);
  }

  /// With options: `diceLoss(x, y, Dice.DEFAULT.smooth(0.1))`.
  public static Array diceLoss(Array predictions, Array targets, Dice options) {
    return options.apply(predictions, targets);
  }

  /// The dice loss with rare classes weighing more, a scalar.
  ///
  /// Source: Sudre and others, "Generalised Dice overlap", 2017.
  public static Array multiclassGeneralizedDiceLoss(Array predictions, Array targets) {
    return Dice.generalized(predictions, targets, 1, true, false);
  }

  /// With options.
  public static Array multiclassGeneralizedDiceLoss(
      Array predictions,
      Array targets,
      double smooth,
      boolean applySoftmax,
      boolean ignoreBackground) {
    return Dice.generalized(predictions, targets, smooth, applySoftmax, ignoreBackground);
  }

  /// The dice loss of one class, which needs no axis.
  public static Array binaryDiceLoss(Array predictions, Array targets) {
    return Dice.binary(predictions, targets, 1, true);
  }

  /// With options.
  public static Array binaryDiceLoss(
      Array predictions, Array targets, double smooth, boolean applySigmoid) {
    return Dice.binary(predictions, targets, smooth, applySigmoid);
  }

  // losses of lists and embeddings

  /// The cross-entropy of lists, along the last axis, and the mean over lists that have items.
  ///
  /// Source: Cao and others, "Learning to Rank", 2007.
  ///
  /// @param where which items there are; null for all
  /// @param weights of the items; null for ones
  public static Array rankingSoftmaxLoss(
      Array logits, Array labels, @Nullable Array where, @Nullable Array weights) {
    return Ranking.softmaxMean(logits, labels, where, weights);
  }

  public static Array rankingSoftmaxLoss(Array logits, Array labels) {
    return Ranking.softmaxMean(logits, labels, null, null);
  }

  /// The cross-entropy of every list.
  ///
  /// In JAX: `ranking_softmax_loss(…, reduce_fn=None)`.
  public static Array rankingSoftmaxLosses(
      Array logits, Array labels, @Nullable Array where, @Nullable Array weights) {
    return Ranking.softmax(logits, labels, where, weights);
  }

  /// Embeddings of one label close, others far.
  ///
  /// Source: Chen and others, "A Simple Framework for Contrastive Learning", 2020.
  ///
  /// @param embeddings `[batch, features]`
  /// @param labels `[batch]`
  public static Array ntxent(Array embeddings, Array labels) {
    return ntxent(embeddings, labels, 0.07);
  }

  public static Array ntxent(Array embeddings, Array labels, double temperature) {
    return SelfSupervised.ntxent(embeddings, labels, temperature);
  }

  /// Positives closer to the anchors than negatives, by a margin of 1.
  ///
  /// Source: Balntas and others, "Learning local feature descriptors with triplets", 2016.
  public static Array tripletMarginLoss(Array anchors, Array positives, Array negatives) {
    return SelfSupervised.tripletMargin(anchors, positives, negatives, -1, 2, 1, 1e-6);
  }

  /// With options.
  public static Array tripletMarginLoss(
      Array anchors,
      Array positives,
      Array negatives,
      int axis,
      double normDegree,
      double margin,
      double eps) {
    return SelfSupervised.tripletMargin(
        anchors, positives, negatives, axis, normDegree, margin, eps);
  }

  // losses of numbers

  /// The square of the error.
  public static Array squaredError(Array predictions, Array targets) {
    return Regressions.squared(predictions, targets);
  }

  /// Of errors.
  public static Array squaredError(Array errors) {
    return Regressions.squared(errors, null);
  }

  /// Half the square of the error.
  public static Array l2Loss(Array predictions, Array targets) {
    return Regressions.squared(predictions, targets).mul(0.5);
  }

  /// Of errors.
  public static Array l2Loss(Array errors) {
    return Regressions.squared(errors, null).mul(0.5);
  }

  /// The logarithm of the hyperbolic cosine of the error: square for small ones, linear for large
  /// ones.
  public static Array logCosh(Array predictions, Array targets) {
    return Regressions.logCosh(predictions, targets);
  }

  /// Of errors.
  public static Array logCosh(Array errors) {
    return Regressions.logCosh(errors, null);
  }

  /// The square of small errors, linear for those above 1.
  ///
  /// Source: Huber, "Robust Estimation of a Location Parameter", 1964.
  public static Array huberLoss(Array predictions, Array targets) {
    return Regressions.huber(predictions, targets, 1);
  }

  /// Linear above `delta`.
  public static Array huberLoss(Array predictions, Array targets, double delta) {
    return Regressions.huber(predictions, targets, delta);
  }

  /// Of errors.
  public static Array huberLoss(Array errors) {
    return Regressions.huber(errors, null, 1);
  }

  /// The cosine of the angle between vectors, along the last axis.
  public static Array cosineSimilarity(Array predictions, Array targets) {
    return Regressions.cosineSimilarity(predictions, targets, 0, -1, null);
  }

  /// With vectors along another axis.
  ///
  /// @param epsilon squared norms below count as this
  public static Array cosineSimilarity(
      Array predictions, Array targets, double epsilon, int axis, @Nullable Array where) {
    return Regressions.cosineSimilarity(predictions, targets, epsilon, axis, where);
  }

  /// 1 minus the cosine of the angle between vectors, along the last axis.
  public static Array cosineDistance(Array predictions, Array targets) {
    return Jnp.subtract(1, cosineSimilarity(predictions, targets));
  }

  /// With vectors along another axis.
  ///
  /// @param epsilon squared norms below count as this
  public static Array cosineDistance(
      Array predictions, Array targets, double epsilon, int axis, @Nullable Array where) {
    return Jnp.subtract(1, cosineSimilarity(predictions, targets, epsilon, axis, where));
  }
}
