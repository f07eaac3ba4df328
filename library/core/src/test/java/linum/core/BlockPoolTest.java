package linum.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
  private static final long KIB = 1 << 10;

  private final BlockPool pool = new BlockPool(1024 * KIB);

  private BlockPool.Block idle(long size) {
    BlockPool.Block block = pool.take(size);
    pool.give(block, 0);
    return block;
  }

  private static boolean isGone(BlockPool.Block block) {
    return !block.segment().scope().isAlive();
  }

  @Test
  void aBlockIsUsedAgain() {
    BlockPool.Block block = idle(256 * KIB);
    assertThat(pool.take(256 * KIB)).isSameAs(block);
  }

  @Test
  void aFullPoolLetsGoOfWhatNobodyWantedForLongest() {
    List<BlockPool.Block> blocks = Stream.of(256, 320, 384).map(size -> idle(size * KIB)).toList();
    assertThat(idle(256 * KIB)).isSameAs(blocks.get(0));
    BlockPool.Block next = idle(448 * KIB);
    assertThat(blocks).map(BlockPoolTest::isGone).containsExactly(false, true, true);
    assertThat(pool.take(448 * KIB)).isSameAs(next);
  }

  @Test
  void asMuchIsKeptAsIsInUse() {
    BlockPool.Block large = pool.take(2048 * KIB);
    pool.give(large, 2048 * KIB);
    assertThat(isGone(large)).isFalse();
    BlockPool.Block larger = pool.take(4096 * KIB);
    pool.give(larger, 2048 * KIB);
    assertThat(isGone(larger)).isTrue();
    assertThat(isGone(large)).isFalse();
  }

  @Test
  void trimmingEndsWithBlocksThatCannotBeGivenBack() {
    BlockPool.Block small = idle(KIB);
    BlockPool.Block large = idle(256 * KIB);
    pool.trim(0);
    assertThat(isGone(large)).isTrue();
    assertThat(pool.take(KIB)).isSameAs(small);
  }
}
