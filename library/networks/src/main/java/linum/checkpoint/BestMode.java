package linum.checkpoint;

/// Which values of a metric are good ones.
public enum BestMode {
  MAX,
  MIN
}
