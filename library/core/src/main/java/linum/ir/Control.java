package linum.ir;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Control flow over programs.
///
/// `Control = Cond | While | Scan | LinearSolve`
public sealed interface Control extends Primitive {

  /// One of several programs, by an `int32` index (first operand), which is moved into range. All
  /// programs take the other operands and give the same types.
  ///
  /// @param platforms the index, if it is that of the platform; null if it is any other number
  record Cond(List<Jaxpr> branches, Creation.@Nullable PlatformIndex platforms) implements Control {
    public Cond {
      branches = List.copyOf(branches);
    }

    public Cond(List<Jaxpr> branches) {
      this(branches, null);
    }

    /// The same choice among other programs.
    public Cond with(List<Jaxpr> others) {
      return new Cond(others, platforms);
    }

    @Override
    public String label() {
      return "cond";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return ControlTyping.cond(this, in);
    }

    @Override
    public List<Param> params() {
      return platforms == null
          ? Param.of("branches", branches)
          : Param.of("branches", branches, "branches_platforms", platforms.cases());
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return branches;
    }
  }

  /// `while cond(condConsts, carry): carry = body(bodyConsts, carry)`. Operands are the constants
  /// of the condition, those of the body, then the carry.
  record While(int condNconsts, Jaxpr cond, int bodyNconsts, Jaxpr body) implements Control {
    @Override
    public String label() {
      return "while";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return ControlTyping.whileLoop(this, in);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("body_jaxpr", body),
          new Param("body_nconsts", bodyNconsts),
          new Param("cond_jaxpr", cond),
          new Param("cond_nconsts", condNconsts));
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(body, cond);
    }
  }

  /// A loop of known length. Operands are constants, carry, and arrays whose leading axis is
  /// stepped through; the program takes constants, carry and one slice of each array, and gives the
  /// next carry and slices of the outputs.
  ///
  /// @param linear which operands are tangents in a program made by differentiation
  record Scan(
      int length,
      boolean reverse,
      int numConsts,
      int numCarry,
      Jaxpr jaxpr,
      List<Boolean> linear,
      int unroll)
      implements Control {
    public Scan {
      linear = List.copyOf(linear);
    }

    public Scan(int length, boolean reverse, int numConsts, int numCarry, Jaxpr jaxpr) {
      this(
          length,
          reverse,
          numConsts,
          numCarry,
          jaxpr,
          Collections.nCopies(jaxpr.inputs().size(), false),
          1);
    }

    @Override
    public String label() {
      return "scan";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return ControlTyping.scan(this, in);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("_split_transpose", false),
          new Param("jaxpr", jaxpr),
          new Param("length", length),
          new Param("linear", linear),
          new Param("num_carry", numCarry),
          new Param("num_consts", numConsts),
          new Param("reverse", reverse),
          new Param("unroll", unroll));
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(jaxpr);
    }
  }

  /// `custom_linear_solve`: `x` with `matvec(x) = b`, found by the program `solve`, and
  /// differentiated through the equation rather than through the solver. Operands are `numConsts`
  /// constants, which all programs take first, then `b`.
  record LinearSolve(int numConsts, Jaxpr matvec, Jaxpr vecmat, Jaxpr solve, Jaxpr transposeSolve)
      implements Control {
    @Override
    public String label() {
      return "custom_linear_solve";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return ControlTyping.linearSolve(this, in);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("matvec", matvec),
          new Param("num_consts", numConsts),
          new Param("solve", solve),
          new Param("transpose_solve", transposeSolve),
          new Param("vecmat", vecmat));
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(matvec, solve, transposeSolve, vecmat);
    }
  }
}
