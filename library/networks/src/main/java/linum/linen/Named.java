package linum.linen;

/// A module with the name that it shall have in the module it is used in.
///
/// @param <M> what is named
interface Named<M extends LinenModule> {
  M inner();

  String name();
}
