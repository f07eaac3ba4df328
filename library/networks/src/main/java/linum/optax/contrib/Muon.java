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
import linum.tree.Records;
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
    return with("nsCoeffs", newNsCoeffs);
  }

  public Muon nsSteps(int newNsSteps) {
    return with("nsSteps", newNsSteps);
  }

  public Muon beta(double newBeta) {
    return with("beta", Scalar.of(newBeta));
  }

  public Muon eps(double newEps) {
    return with("eps", newEps);
  }

  public Muon weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Muon weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Muon weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return with("weightDecayMask", Mask.where(condition));
  }

  public Muon weightDecayMask(Object tree) {
    return with("weightDecayMask", Mask.of(tree));
  }

  public Muon muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public Muon nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  public Muon adaptive(boolean newAdaptive) {
    return with("adaptive", newAdaptive);
  }

  public Muon preconditioning(Preconditioning newPreconditioning) {
    return with("preconditioning", newPreconditioning);
  }

  public Muon adamB1(double newAdamB1) {
    return with("adamB1", Scalar.of(newAdamB1));
  }

  public Muon adamB2(double newAdamB2) {
    return with("adamB2", Scalar.of(newAdamB2));
  }

  public Muon adamEpsRoot(double newAdamEpsRoot) {
    return with("adamEpsRoot", Scalar.of(newAdamEpsRoot));
  }

  public Muon adamWeightDecay(double newAdamWeightDecay) {
    return with("adamWeightDecay", Scalar.of(newAdamWeightDecay));
  }

  public Muon adamWeightDecay(ScalarOrSchedule newAdamWeightDecay) {
    return with("adamWeightDecay", newAdamWeightDecay);
  }

  public Muon adamLearningRate(double newAdamLearningRate) {
    return with("adamLearningRate", Scalar.of(newAdamLearningRate));
  }

  public Muon adamLearningRate(ScalarOrSchedule newAdamLearningRate) {
    return with("adamLearningRate", newAdamLearningRate);
  }

  public Muon muonWeightDimensionNumbers(MuonWeights newMuonWeightDimensionNumbers) {
    return with("muonWeightDimensionNumbers", newMuonWeightDimensionNumbers);
  }

  public Muon consistentRms(double newConsistentRms) {
    return with("consistentRms", newConsistentRms);
  }

  private Muon with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
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
