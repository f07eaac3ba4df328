package linum.ir;

/// Something a program does besides computing its outputs. An equation with an effect is never
/// dropped, merged or moved past another one with the same effect.
public enum Effect {
  /// Prints or calls back for a person to see; may be reordered against other debugging.
  DEBUG,
  /// As [#DEBUG], in program order.
  ORDERED_DEBUG,
  /// Changes the world outside, in any order.
  IO,
  /// Changes the world outside, in program order.
  ORDERED_IO,
  /// Changes nothing, but wants to be computed.
  NO_DCE,
  /// Draws from a device's own generator.
  RANDOM_STATE,
  /// Talks to other devices of a mesh.
  COLLECTIVE
}
