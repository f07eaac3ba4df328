package linum.optax.contrib;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.optax.Adamw;
import linum.optax.AddDecayedWeights;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Mask;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// Orthogonal steps for matrices, AdamW for everything else.
///
/// Source: Jordan and others, "Muon: An optimizer for hidden layers in neural networks", 2024.
///
/// @param learningRate the step size, a number or a schedule
/// @param nsCoeffs three coefficients of the iteration, or three for each step
/// @param nsSteps how many iterations there are
/// @param beta decay of the mean of the gradients
/// @param eps added to denominators
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param weightDecayMask which matrices decay
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param adaptive whether steps are scaled by their product with the momentum
/// @param preconditioning how singular values are brought below one
/// @param adamB1 `b1` of AdamW
/// @param adamB2 `b2` of AdamW
/// @param adamEpsRoot `epsRoot` of AdamW
/// @param adamWeightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param adamLearningRate the learning rate of AdamW; null for the same
/// @param muonWeightDimensionNumbers which parameters are matrices
/// @param consistentRms the root mean square of all steps; null for scales by the shape
public record Muon(
    ScalarOrSchedule learningRate,
    List<List<Double>> nsCoeffs,
    int nsSteps,
    Scalar beta,
    double eps,
    ScalarOrSchedule weightDecay,
    Mask weightDecayMask,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean adaptive,
    Preconditioning preconditioning,
    Scalar adamB1,
    Scalar adamB2,
    Scalar adamEpsRoot,
    ScalarOrSchedule adamWeightDecay,
    @Nullable ScalarOrSchedule adamLearningRate,
    MuonWeights muonWeightDimensionNumbers,
    @Nullable Double consistentRms)
    implements Composed {
  Muon(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        ScaleByMuon.STANDARD,
        5,
        Scalar.of(0.95),
        1e-8,
        Scalar.of(0),
        Mask.everything(),
        null,
        true,
        false,
        Preconditioning.FROBENIUS,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(0),
        Scalar.of(0),
        null,
        MuonWeights.MATRICES,
        null);
  }

  public Muon nsCoeffs(List<List<Double>> newNsCoeffs) {
    return new Muon(
        learningRate,
        newNsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon nsSteps(int newNsSteps) {
    return new Muon(
        learningRate,
        nsCoeffs,
        newNsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon beta(double newBeta) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        Scalar.of(newBeta),
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon eps(double newEps) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        newEps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon weightDecay(double newWeightDecay) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        Scalar.of(newWeightDecay),
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        newWeightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        Mask.where(condition),
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon weightDecayMask(Object tree) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        Mask.of(tree),
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon muDtype(DType newMuDtype) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        newMuDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon nesterov(boolean newNesterov) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        newNesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adaptive(boolean newAdaptive) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        newAdaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon preconditioning(Preconditioning newPreconditioning) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        newPreconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamB1(double newAdamB1) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        Scalar.of(newAdamB1),
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamB2(double newAdamB2) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        Scalar.of(newAdamB2),
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamEpsRoot(double newAdamEpsRoot) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        Scalar.of(newAdamEpsRoot),
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamWeightDecay(double newAdamWeightDecay) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        Scalar.of(newAdamWeightDecay),
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamWeightDecay(ScalarOrSchedule newAdamWeightDecay) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        newAdamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamLearningRate(double newAdamLearningRate) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        Scalar.of(newAdamLearningRate),
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon adamLearningRate(ScalarOrSchedule newAdamLearningRate) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        newAdamLearningRate,
        muonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon muonWeightDimensionNumbers(MuonWeights newMuonWeightDimensionNumbers) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        newMuonWeightDimensionNumbers,
        consistentRms);
  }

  public Muon consistentRms(double newConsistentRms) {
    return new Muon(
        learningRate,
        nsCoeffs,
        nsSteps,
        beta,
        eps,
        weightDecay,
        weightDecayMask,
        muDtype,
        nesterov,
        adaptive,
        preconditioning,
        adamB1,
        adamB2,
        adamEpsRoot,
        adamWeightDecay,
        adamLearningRate,
        muonWeightDimensionNumbers,
        newConsistentRms);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation matrices =
        Optax.chain(
            new ScaleByMuon(
                nsCoeffs,
                nsSteps,
                beta,
                eps,
                muDtype,
                nesterov,
                adaptive,
                preconditioning,
                muonWeightDimensionNumbers),
            new ScaleByShape(muonWeightDimensionNumbers, consistentRms),
            new AddDecayedWeights(weightDecay, weightDecayMask),
            Optax.scaleByLearningRate(learningRate));
    GradientTransformation others =
        new Adamw(
            adamLearningRate == null ? learningRate : adamLearningRate,
            adamB1,
            adamB2,
            Scalar.of(eps),
            adamEpsRoot,
            muDtype,
            nesterov,
            adamWeightDecay,
            Mask.everything());
    return Optax.partition(
        Map.of("muon", matrices, "adam", others),
        (path, p) -> muonWeightDimensionNumbers.of(path, p) == null ? "adam" : "muon");
  }
}
