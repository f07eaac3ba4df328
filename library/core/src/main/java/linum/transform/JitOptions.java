package linum.transform;

import linum.ir.Dims;

/// How a function is compiled.
///
/// In JAX: the keyword arguments of `jax.jit`. There are no static arguments to name: whatever is
/// no array is static.
///
/// @param name the name in printed programs
/// @param donateArgnums which arguments the compiled function may overwrite; they cannot be used
///   afterwards
/// @param inline whether the function disappears into programs that call it
public record JitOptions(String name, Dims donateArgnums, boolean inline) {
  public static final JitOptions DEFAULT = new JitOptions("<lambda>", Dims.NONE, false);

  public JitOptions name(String newName) {
    return new JitOptions(newName, donateArgnums, inline);
  }

  public JitOptions donate(int... argnums) {
    return new JitOptions(name, Dims.of(argnums), inline);
  }

  public JitOptions inline(boolean newInline) {
    return new JitOptions(name, donateArgnums, newInline);
  }
}
