package linum.optax.contrib;

import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.Update;
import linum.tree.KeyPath;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Momentum, made orthogonal: all directions get steps of one size. All parameters are matrices.
///
/// Source: Jordan and others, "Muon: An optimizer for hidden layers in neural networks", 2024.
///
/// @param nsCoeffs three coefficients of the iteration, or three for each step
/// @param nsSteps how many iterations there are
/// @param beta decay of the mean of the gradients
/// @param eps added to the norm
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param adaptive whether steps are scaled by their product with the momentum
/// @param preconditioning how singular values are brought below one
/// @param weightDimensionNumbers which axes are rows and columns
public record ScaleByMuon(
    List<List<Double>> nsCoeffs,
    int nsSteps,
    Scalar beta,
    double eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean adaptive,
    Preconditioning preconditioning,
    MuonWeights weightDimensionNumbers)
    implements GradientTransformation {
  public ScaleByMuon {
    boolean triples = nsCoeffs.stream().allMatch(k -> k.size() == 3);
    if (!triples || nsCoeffs.isEmpty() || (nsCoeffs.size() > 1 && nsCoeffs.size() < nsSteps)) {
      throw new IllegalArgumentException(
          "scaleByMuon: three coefficients are needed, or three for each of the %d steps, but these are given: %s"
              .formatted(nsSteps, nsCoeffs));
    }
  }

  ScaleByMuon() {
    this(
        STANDARD,
        5,
        Scalar.of(0.95),
        1e-8,
        null,
        true,
        false,
        Preconditioning.FROBENIUS,
        MuonWeights.MATRICES);
  }

  public ScaleByMuon nsCoeffs(List<List<Double>> newNsCoeffs) {
    return with("nsCoeffs", newNsCoeffs);
  }

  public ScaleByMuon nsSteps(int newNsSteps) {
    return with("nsSteps", newNsSteps);
  }

  public ScaleByMuon beta(double newBeta) {
    return with("beta", Scalar.of(newBeta));
  }

  public ScaleByMuon eps(double newEps) {
    return with("eps", newEps);
  }

  public ScaleByMuon muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public ScaleByMuon nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  public ScaleByMuon adaptive(boolean newAdaptive) {
    return with("adaptive", newAdaptive);
  }

  public ScaleByMuon preconditioning(Preconditioning newPreconditioning) {
    return with("preconditioning", newPreconditioning);
  }

  public ScaleByMuon weightDimensionNumbers(MuonWeights newWeightDimensionNumbers) {
    return with("weightDimensionNumbers", newWeightDimensionNumbers);
  }

  private ScaleByMuon with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param mu the mean of the gradients
  /// @param nsCoeffs the coefficients of the iteration, `[3]` or `[steps, 3]`
  public record MuonState(Array count, Object mu, Array nsCoeffs) {}

  @Override
  public MuonState init(Object params) {
    Array coefficients = Jnp.array(nsCoeffs, DType.FLOAT32);
    return new MuonState(
        Jnp.zeros(DType.INT32),
        OptaxTree.zerosLike(params, muDtype),
        nsCoeffs.size() == 1 ? coefficients.reshape(3) : coefficients);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MuonState s = Need.state(MuonState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), beta, 1);
    Array count = Optax.safeIncrement(s.count());
    P muHat =
        nesterov
            ? ahead(updates, mu, count)
            : like(updates, OptaxTree.biasCorrection(mu, beta, count));
    NewtonSchulz iteration = new NewtonSchulz(steps(s.nsCoeffs()), preconditioning, eps);
    P out =
        Tree.mapWithPath((path, m) -> axes(path, m).onMatrices(m, iteration::orthogonalize), muHat);
    if (adaptive) {
      out = Tree.map((m, u) -> m.mul(u).sum().mul(u), muHat, out);
    }
    return new Update<>(out, new MuonState(count, OptaxTree.castLike(mu, s.mu()), s.nsCoeffs()));
  }

  /// The coefficients of the paper.
  public static final List<List<Double>> STANDARD = List.of(List.of(3.4445, -4.775, 2.0315));

  /// Coefficients for each of five steps.
  ///
  /// Source: Ahn and others, "Dion: Distributed Orthonormalized Updates", 2025.
  public static final List<List<Double>> DION =
      List.of(
          List.of(4.0848, -6.8946, 2.927),
          List.of(3.9505, -6.3029, 2.6377),
          List.of(3.7418, -5.5913, 2.3037),
          List.of(2.8769, -3.1427, 1.2046),
          List.of(2.8366, -3.0525, 1.2012));

  private static <P> P like(P updates, Object tree) {
    return Tree.map((_, x) -> x, updates, tree);
  }

  private <P> P ahead(P updates, Object mu, Array count) {
    Scalar rest = beta.oneMinus();
    return Tree.map(
        (g, m) -> beta.mul(m).add(rest.mul(g)),
        OptaxTree.biasCorrection(updates, beta, count),
        OptaxTree.biasCorrection(mu, beta, Optax.safeIncrement(count)));
  }

  private List<NewtonSchulz.Coefficients> steps(Array coefficients) {
    List<Array> triples =
        coefficients.ndim() == 1
            ? Collections.nCopies(nsSteps, coefficients)
            : Jnp.unstack(coefficients)
                .subList(coefficients.shape(0) - nsSteps, coefficients.shape(0));
    return triples.stream()
        .map(Jnp::unstack)
        .map(k -> new NewtonSchulz.Coefficients(k.get(0), k.get(1), k.get(2)))
        .toList();
  }

  private MuonDimensionNumbers axes(KeyPath path, Array x) {
    MuonDimensionNumbers numbers = weightDimensionNumbers.of(path, x);
    if (numbers == null) {
      throw new IllegalArgumentException(
          "scaleByMuon: the parameter at '%s' of shape %s is no matrix.\nUse muon(learningRate), which leaves it to Adam"
              .formatted(path, x.shape()));
    }
    return numbers;
  }
}
