package linum.ir;

/// A function that a program carries along without looking inside: a custom derivative or a
/// callback. Who runs it, knows its own kind of rule.
public interface Rule {
  /// The name in printed programs.
  String ruleName();
}
