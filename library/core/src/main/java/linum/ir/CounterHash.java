package linum.ir;

import java.util.Collections;
import java.util.List;

/// Hashes of a counter under a key, elementwise; all operands and results are words of `uint32`,
/// scalars go with any shape. Operands are the words of the key, then those of the counter.
///
/// They are the generators of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3" (2011), beside [RandomPrimitive.Threefry2x32], which keys
/// are made of.
public enum CounterHash implements RandomPrimitive {
  /// 20 rounds.
  THREEFRY4X32("threefry4x32", 4, 4),
  /// 10 rounds.
  PHILOX2X32("philox2x32", 1, 2),
  /// 10 rounds.
  PHILOX4X32("philox4x32", 2, 4);

  private final String label;
  private final int keyWords;
  private final int counterWords;

  CounterHash(String label, int keyWords, int counterWords) {
    this.label = label;
    this.keyWords = keyWords;
    this.counterWords = counterWords;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public List<Aval> infer(List<Aval> in) {
    Typing.operands(this, in, keyWords + counterWords);
    for (Aval a : in) {
      if (a.dtype() != DType.UINT32) {
        throw new IllegalArgumentException(label + " takes uint32, got " + Typing.list(in));
      }
    }
    Aval out = new Aval(DType.UINT32, Typing.elementwiseShape(this, in));
    return Collections.nCopies(counterWords, out);
  }
}
