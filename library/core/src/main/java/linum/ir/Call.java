package linum.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of programs.
///
/// `Call = Jit | CustomJvp | CustomVjp | CustomLin | CustomVmap | LinearCall | Remat | RematOpt |
/// Composite`
public sealed interface Call extends Primitive {

  /// The program that is run.
  Jaxpr body();

  @Override
  default List<Aval> infer(List<Aval> in) {
    ControlTyping.takes(label(), body().inputAvals(), in);
    return body().outputAvals();
  }

  @Override
  default List<Jaxpr> jaxprs() {
    return List.of(body());
  }

  /// A compiled function.
  ///
  /// @param donated which operands the function may overwrite; empty if none
  /// @param inline whether it disappears into the program that calls it
  record Jit(String name, Jaxpr body, List<Boolean> donated, boolean inline) implements Call {
    public Jit {
      donated = List.copyOf(donated);
    }

    public Jit(String name, Jaxpr body) {
      this(name, body, List.of(), false);
    }

    @Override
    public String label() {
      return "jit";
    }

    @Override
    public List<Param> params() {
      return donated.contains(true)
          ? Param.of("donated_invars", donated, "jaxpr", body, "name", name)
          : Param.of("jaxpr", body, "name", name);
    }
  }

  /// A function with a derivative rule of its own, which takes primals and tangents.
  record CustomJvp(String name, Jaxpr body, Rule jvp, boolean symbolicZeros) implements Call {
    @Override
    public String label() {
      return "custom_jvp_call";
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("call_jaxpr", body),
          new Param("jvp", jvp.ruleName()),
          new Param("name", name),
          new Param("symbolic_zeros", symbolicZeros));
    }
  }

  /// A function with a reverse rule of its own: `fwd` gives the outputs and residuals, `bwd` turns
  /// residuals and cotangents of the outputs into cotangents of the inputs.
  record CustomVjp(String name, Jaxpr body, Rule fwd, Rule bwd, boolean symbolicZeros)
      implements Call {
    @Override
    public String label() {
      return "custom_vjp_call";
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("bwd", bwd.ruleName()),
          new Param("call_jaxpr", body),
          new Param("fwd", fwd.ruleName()),
          new Param("name", name),
          new Param("symbolic_zeros", symbolicZeros));
    }
  }

  /// The linear map that a [CustomVjp] leaves in a derivative: operands are residuals, then the
  /// tangents that are not zero. It can only be run backward, by `bwd`.
  ///
  /// @param inZeros for each input of the function, whether its tangent is zero and so no operand
  record CustomLin(
      int numResiduals,
      List<Boolean> inZeros,
      List<Aval> outputTypes,
      Rule bwd,
      boolean symbolicZeros)
      implements Call {
    public CustomLin {
      inZeros = List.copyOf(inZeros);
      outputTypes = List.copyOf(outputTypes);
    }

    @Override
    public String label() {
      return "custom_lin";
    }

    @Override
    public Jaxpr body() {
      throw new IllegalStateException(
          "custom_lin has no program: it stands for the derivative that "
              + bwd.ruleName()
              + " defines for reverse mode only");
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of();
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return outputTypes;
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("bwd", bwd.ruleName()),
          new Param("in_zeros", Repr.list(inZeros)),
          new Param("num_res", numResiduals),
          new Param("symbolic_zeros", symbolicZeros));
    }
  }

  /// A function with a rule of its own for many examples at once.
  record CustomVmap(String name, Jaxpr body, Rule vmap) implements Call {
    @Override
    public String label() {
      return "custom_vmap_call";
    }

    @Override
    public List<Param> params() {
      return Param.of("call", body, "rule", vmap.ruleName());
    }
  }

  /// A linear function with a transpose of its own. Operands are `numConsts` values that any of the
  /// two refers to, `numResiduals` that both take, and then those in which the function is linear;
  /// the transpose takes the first two kinds and cotangents of the outputs.
  record LinearCall(Jaxpr body, Jaxpr transpose, int numConsts, int numResiduals) implements Call {
    @Override
    public String label() {
      return "linear_call";
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(body, transpose);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("callee", body),
          new Param("num_callee_consts", numConsts),
          new Param("num_res", numResiduals),
          new Param("transpose", transpose));
    }
  }

  /// `checkpoint`: a program whose intermediate values are computed again in the backward pass,
  /// except those that `policy` keeps.
  ///
  /// @param policy null keeps nothing
  /// @param differentiated whether this is the part that runs backward
  record Remat(Jaxpr body, @Nullable Rule policy, boolean preventCse, boolean differentiated)
      implements Call {
    @Override
    public String label() {
      return "checkpoint";
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("differentiated", differentiated),
          new Param("jaxpr", body),
          new Param("policy", policy == null ? null : policy.ruleName()),
          new Param("prevent_cse", preventCse));
    }
  }

  /// An operation under a name that a compiler may know, and the program that it stands for.
  ///
  /// @param version of what the name means
  /// @param attributes numbers, booleans and strings that belong to the operation
  record Composite(String name, int version, List<Param> attributes, Jaxpr body) implements Call {
    public Composite {
      attributes = List.copyOf(attributes);
    }

    @Override
    public String label() {
      return "composite";
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("attributes", attributes.stream().map(Composite::printed).toList()),
          new Param("jaxpr", body),
          new Param("name", name),
          new Param("version", version));
    }

    // As JAX flattens it: the leaves of a tree, and the tree.
    private static List<Object> printed(Param a) {
      return a.value() == null
          ? List.of(a.name(), List.of(), Tree.NONE)
          : List.of(a.name(), List.of(a.value()), Tree.LEAF);
    }

    private enum Tree {
      NONE,
      LEAF;

      @Override
      public String toString() {
        return this == NONE ? "PyTreeDef(None)" : "PyTreeDef(*)";
      }
    }
  }

  /// The forward rule of a [CustomVjp] with `optimizeRemat`: it gives residuals, then the outputs
  /// of the function. Where nobody reads the residuals, the function takes its place.
  ///
  /// @param function takes the same operands and gives the outputs alone
  /// @param numConsts how many of the operands are no inputs of the function, but values that it or
  ///   the rule refers to
  record RematOpt(String name, Jaxpr body, Jaxpr function, int numConsts, int numResiduals)
      implements Call {
    @Override
    public String label() {
      return "remat_opt";
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(function, body);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("fun_jaxpr", function),
          new Param("fwd_jaxpr", body),
          new Param("num_consts", numConsts),
          new Param("num_res", numResiduals));
    }
  }
}
