package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// The forward and the backward pass of a function, both compiled, once each for arguments of the
/// same types.
public final class FwdAndBwd {
  private final Jitted fwd;
  private final Jitted bwd;

  /// @param argnums see [Argnums]
  public FwdAndBwd(Body f, Body argnums) {
    this.fwd = new Jitted(args -> linearized(f, argnums, args), JitOptions.DEFAULT.name("fwd"));
    this.bwd = new Jitted(FwdAndBwd::pulled, JitOptions.DEFAULT.name("bwd"));
  }

  private static List<@Nullable Object> linearized(Body f, Body argnums, @Nullable Object... args) {
    Selection in = Selection.of("fwdAndBwd", args, argnums);
    Returned out = new Returned(false);
    Reverse r =
        Reverse.linearize(Derivatives.flat(f, in, out), in.leaves(), Mask.all(in.leaves().size()));
    List<Array> known = r.program().known();
    List<@Nullable Object> both = new ArrayList<>();
    both.add(out.value(r.outputs()));
    both.add(new Residuals(known, new Residuals.Pullback(r, out, in)));
    return both;
  }

  private static @Nullable Object pulled(@Nullable Object... args) {
    Residuals kept = (Residuals) Objects.requireNonNull(args[0]);
    return kept.pullback().apply(kept.arrays(), args[1]);
  }

  /// A list of the value and the [Residuals].
  public @Nullable Object forward(@Nullable Object... args) {
    return fwd.call(args);
  }

  /// The cotangent of what `argnums` chose, from that of the value.
  public @Nullable Object backward(Residuals residuals, @Nullable Object cotangent) {
    return bwd.call(residuals, cotangent);
  }
}
