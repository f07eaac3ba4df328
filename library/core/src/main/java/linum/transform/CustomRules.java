package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.ir.Rule;
import org.jspecify.annotations.Nullable;

/// The kinds of rules that programs carry.
final class CustomRules {
  private CustomRules() {}

  /// Outputs and tangents from primals and tangents.
  interface JvpRule extends Rule {
    Duals apply(List<Array> primals, List<@Nullable Array> tangents);
  }

  /// Outputs and residuals from primals.
  interface FwdRule extends Rule {
    /// Runs the function forward.
    ///
    /// @param perturbed which inputs are differentiated
    Forward apply(List<Array> primals, Mask perturbed);
  }

  /// What a forward rule gives.
  record Forward(List<Array> outputs, List<Array> residuals, BwdRule bwd) {}

  /// Cotangents of all inputs, null where zero, from residuals and cotangents of the outputs.
  interface BwdRule extends Rule {
    List<@Nullable Array> apply(List<Array> residuals, List<@Nullable Array> cotangents);
  }

  /// Outputs for many examples at once.
  interface VmapRule extends Rule {
    List<Batched> apply(List<Batched> in, BatchAxis axis);
  }
}
