package linum.llvm.kernel;

import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomFamilyTest {
  private static final Aval KEY = Aval.of(DType.KEY);
  private static final int[] COUNTS = {0, 1, 2, 3, 4, 5, 7, 8, 31, 33, 64, 127, 9001};

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void bitsOfEveryWidth(int width) {
    for (ThreefryMode mode : ThreefryMode.values()) {
      for (int n : COUNTS) {
        Agreement.inEveryBit(new RandomPrimitive.Bits(width, Dims.of(n), mode), KEY);
      }
      for (int n : new int[] {1, 3, 70}) {
        Agreement.inEveryBit(
            new RandomPrimitive.Bits(width, Dims.of(n, 1), mode), Aval.of(DType.KEY, 3, 2));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void splits(ThreefryMode mode) {
    for (int n : COUNTS) {
      Agreement.inEveryBit(new RandomPrimitive.Split(Dims.of(n), mode), KEY);
    }
    Agreement.inEveryBit(new RandomPrimitive.Split(Dims.of(3, 2), mode), Aval.of(DType.KEY, 5));
  }

  @Test
  void seedsOfEveryType() {
    for (DType dtype : DType.values()) {
      if (dtype.isInteger()) {
        Agreement.inEveryBit(new RandomPrimitive.Seed(), Aval.of(dtype));
        Agreement.inEveryBit(new RandomPrimitive.Seed(), Aval.of(dtype, 5, 13));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 100, 5000})
  void keysAndWords(int n) {
    Aval keys = Aval.of(DType.KEY, n);
    Aval words = Aval.of(DType.UINT32, n);
    Agreement.inEveryBit(new RandomPrimitive.Wrap(), Aval.of(DType.UINT32, n, 2));
    Agreement.inEveryBit(new RandomPrimitive.Unwrap(), keys);
    Agreement.inEveryBit(new RandomPrimitive.Clone(), keys);
    Agreement.inEveryBit(new RandomPrimitive.FoldIn(), keys, words);
    Agreement.inEveryBit(new RandomPrimitive.Threefry2x32(), words, words, words, words);
  }

  @Test
  void theHashSpreadsScalars() {
    Aval word = Aval.of(DType.UINT32);
    Aval words = Aval.of(DType.UINT32, 77);
    Agreement.inEveryBit(new RandomPrimitive.Threefry2x32(), word, word, words, word);
  }
}
