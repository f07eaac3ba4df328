package linum.linen;

/// A module with a transformation around its body, whose variables are where those of the module
/// would be.
///
/// @param <M> what is transformed
interface Lifted<M extends LinenModule> {
  M inner();

  Transform transform();
}
