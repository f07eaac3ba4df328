package linum.ir;

/// How exactly a backend must multiply matrices. On the CPU all of them mean the operands' own
/// type.
public enum Precision {
  DEFAULT,
  HIGH,
  HIGHEST
}
