package linum.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMemoryTest {
  private static final Device CPU = new Device("cpu", 0);
  private static final long MIB = 1 << 20;

  private final long limit = HostMemory.limit();

  @BeforeEach
  void startWithoutLeftovers() {
    HostMemory.collect();
  }

  @AfterEach
  void restoreTheLimit() {
    HostMemory.setLimit(limit);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 64, 65, 1000, 65_536, 3_000_000})
  void memoryIsAlignedAndOfTheAskedSize(long size) {
    Buffer buffer = HostMemory.allocate(size, CPU);
    assertThat(buffer.segment().address() % 64).isZero();
    assertThat(buffer.segment().byteSize()).isEqualTo(size);
    assertThat(buffer.byteSize()).isEqualTo(size);
    assertThat(buffer.device()).isEqualTo(CPU);
    buffer.delete();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 64",
    "64, 64",
    "65, 128",
    "256, 256",
    "257, 320",
    "1000, 1024",
    "1025, 1280",
    "5000, 5120",
    "4194304, 4194304",
    "4194305, 5242880"
  })
  void sizesAreRoundedUpByAQuarterAtMost(long size, long block) {
    assertThat(BlockPool.roundUp(size)).isEqualTo(block);
  }

  @Test
  void liveBytesAreCounted() {
    long before = HostMemory.liveBytes();
    Buffer buffer = HostMemory.allocate(3 * MIB, CPU);
    assertThat(HostMemory.liveBytes()).isEqualTo(before + 3 * MIB);
    buffer.delete();
    assertThat(HostMemory.liveBytes()).isEqualTo(before);
    buffer.delete();
    assertThat(HostMemory.liveBytes()).isEqualTo(before);
  }

  @Test
  void deletedMemoryIsUsedAgainForTheSameSize() {
    Buffer first = HostMemory.allocate(5 * MIB, CPU);
    long address = first.segment().address();
    first.delete();
    Buffer second = HostMemory.allocate(5 * MIB, CPU);
    assertThat(second.segment().address()).isEqualTo(address);
    second.delete();
  }

  @Test
  void aDeletedBufferCannotBeRead() {
    Buffer buffer = HostMemory.allocate(8, CPU);
    buffer.delete();
    assertThat(buffer.isDeleted()).isTrue();
    assertThatThrownBy(buffer::segment)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the memory of this array was given back");
  }

  @Test
  void tenThousandCallsLeaveLiveBytesWhereTheyWere() {
    Array x = HostArrays.fromFloats(new float[1000], Dims.of(1000));
    HostMemory.collect();
    long before = HostMemory.liveBytes();
    for (int i = 0; i < 10_000; i++) {
      Ops.mul(2.0, Ops.add(x, x));
    }
    // On a busy machine the cleaner lags behind the collector.
    for (int i = 0; i < 20 && HostMemory.liveBytes() != before; i++) {
      HostMemory.collect();
    }
    assertThat(HostMemory.liveBytes()).isEqualTo(before);
    assertThat(x.size()).isEqualTo(1000);
  }

  @Test
  void memoryThatNobodyHoldsIsCollectedBeforeGivingUp() {
    HostMemory.setLimit(HostMemory.liveBytes() + 8 * MIB);
    for (int i = 0; i < 50; i++) {
      Buffer buffer = HostMemory.allocate(3 * MIB, CPU);
      buffer.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) i);
    }
  }

  @Test
  void whenMemoryRunsOutTheErrorNamesTheLargestArrays() {
    long used = HostMemory.liveBytes();
    HostMemory.setLimit(used + 8 * MIB);
    Aval held = Aval.of(DType.FLOAT32, 1024, 1024);
    ConcreteArray x = ConcreteArray.of(held, HostMemory.allocate(held.byteSize(), CPU));
    assertThatThrownBy(() -> HostMemory.allocate(5 * MIB, CPU))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("out of memory: 5.0 MiB are needed, but ")
        .hasMessageContaining("\nThe largest live arrays: float32[1024,1024] of 4.0 MiB")
        .hasMessageEndingWith(
            "\nLet go of arrays that you do not need, donate arguments to jit, or raise the limit"
                + " with -Dlinum.memory.limit=16g or HostMemory.setLimit(bytes).");
    assertThat(HostMemory.liveBytes()).isEqualTo(used + 4 * MIB);
    assertThat(x.size()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "4k, 4096", "512m, 536870912", "16G, 17179869184", "1t, 1099511627776"})
  void amountsOfMemoryMayHaveAUnit(String text, long bytes) {
    assertThat(MemoryLimit.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "1.5g", "-1", "99999999999t"})
  void otherTextIsNoAmountOfMemory(String text) {
    assertThatThrownBy(() -> MemoryLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the system property linum.memory.limit is \"%s\", which is not an amount of memory"
                    .formatted(text)
                + "\nWrite bytes or an amount such as 512m or 16g.");
  }

  @Test
  void aLimitIsPositive() {
    assertThatThrownBy(() -> HostMemory.setLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the memory limit must be positive, got 0");
  }
}
