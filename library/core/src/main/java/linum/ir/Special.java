package linum.ir;

import static linum.ir.DType.Kind.FLOATING;

import java.util.List;

/// Special functions of several floating operands of one type; scalars go with any shape.
public enum Special implements Elementwise {
  /// `ψ⁽ᵐ⁾(x)`, the `m`-th derivative of digamma; operands `m, x`.
  POLYGAMMA("polygamma", 2),
  /// Hurwitz' `ζ(x, q) = Σ (k + q)^-x`; operands `x, q`.
  ZETA("zeta", 2),
  /// `P(a, x)`, the share of a gamma distribution below `x`; operands `a, x`.
  IGAMMA("igamma", 2),
  /// `Q(a, x) = 1 - P(a, x)`, exact where it is small; operands `a, x`.
  IGAMMAC("igammac", 2),
  /// `∂P(a, x) / ∂a`; operands `a, x`.
  IGAMMA_GRAD_A("igamma_grad_a", 2),
  /// `dx / da` of a gamma number `x` that keeps its quantile; operands `a, x`.
  ///
  /// In JAX: `random_gamma_grad`, whose loops stand in the program.
  RANDOM_GAMMA_GRAD("random_gamma_grad", 2),
  /// `I_x(a, b)`, the share of a beta distribution below `x`; operands `a, b, x`.
  REGULARIZED_INCOMPLETE_BETA("regularized_incomplete_beta", 3);

  private final String label;
  private final int arity;

  Special(String label, int arity) {
    this.label = label;
    this.arity = arity;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public List<Aval> infer(List<Aval> in) {
    Typing.operands(this, in, arity);
    Typing.sameDtype(this, in);
    Aval x = Typing.require(this, in.getFirst(), FLOATING);
    return List.of(
        new Aval(x.dtype(), Typing.elementwiseShape(this, in), in.stream().allMatch(Aval::weak)));
  }
}
