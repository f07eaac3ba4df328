package linum.checkpoint;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.DType;
import linum.random.PrngKey;
import linum.transform.ShapeDtypeStruct;
import linum.tree.Tree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointManagerTest {
  @TempDir Path folder;

  record Model(Array step, Map<String, List<Array>> params, PrngKey key, String name) {}

  private static Model model(int n) {
    return new Model(
        array(n),
        Map.of("b/c", List.of(arange(n), ones(2, n).astype(DType.BFLOAT16)), "a", List.of()),
        PrngKey.key(n),
        "mlp");
  }

  private CheckpointManager manager(CheckpointManagerOptions options) {
    return new CheckpointManager(folder, options);
  }

  private static CheckpointManagerOptions sync() {
    return new CheckpointManagerOptions().enableAsyncCheckpointing(false);
  }

  private static void assertEqualTrees(Object expected, Object actual) {
    assertThat(Tree.structure(actual)).isEqualTo(Tree.structure(expected));
    List<Array> want = Tree.leaves(expected);
    List<Array> have = Tree.leaves(actual);
    for (int i = 0; i < want.size(); i++) {
      if (want.get(i).dtype() == DType.KEY) {
        assertSame(new PrngKey(want.get(i)).words(), new PrngKey(have.get(i)).words());
      } else {
        assertSame(want.get(i), have.get(i));
      }
    }
  }

  @Nested
  class Saving {
    @Test
    void aTreeComesBack() {
      try (CheckpointManager m = manager(sync())) {
        assertThat(m.save(3, model(5))).isTrue();
        assertEqualTrees(model(5), m.restore(3, model(5)));
        Map<?, ?> state = (Map<?, ?>) m.restore(3);
        assertThat(state.keySet()).hasToString("[step, params, key]");
        assertThat(((Map<?, ?>) state.get("params")).get("b/c"))
            .hasToString("{0=[0 1 2 3 4], 1=[[1 1 1 1 1]\n [1 1 1 1 1]]}");
      }
    }

    @Test
    void targetsNeedTypesAlone() {
      try (CheckpointManager m = manager(sync())) {
        m.save(0, Map.of("w", ones(2, 3)));
        Map<String, Array> like = Map.of("w", new ShapeDtypeStruct(DType.FLOAT32, 2, 3));
        assertSame(ones(2, 3), m.restore(0, like).get("w"));
        Map<String, Array> half = Map.of("w", new ShapeDtypeStruct(DType.BFLOAT16, 2, 3));
        assertThat(m.restore(0, half).get("w").dtype()).isEqualTo(DType.BFLOAT16);
      }
    }

    @Test
    void numbersAndTextComeBackToo() {
      Map<String, Object> tree = new HashMap<>();
      tree.put("i", 3);
      tree.put("x", Double.NaN);
      tree.put("y", 0.1);
      tree.put("s", "tëxt");
      tree.put("b", true);
      tree.put("n", null);
      tree.put("raw", new byte[] {1, 2});
      tree.put("none", Map.of());
      try (CheckpointManager m = manager(sync())) {
        m.save(0, tree);
        Map<String, Object> restored = new HashMap<>(m.restore(0, tree));
        assertThat((byte[]) restored.remove("raw")).isEqualTo(tree.remove("raw"));
        assertThat(restored).isEqualTo(tree);
        m.save(1, array(2.5));
        assertSame(array(2.5), m.restore(1, zeros()));
      }
    }

    @Test
    void namesOfTensorsStayApart() {
      Map<String, Object> tree =
          Map.of(
              "a/b",
              array(1),
              "a",
              Map.of("b", array(2)),
              "a~1b",
              array(3),
              "__metadata__",
              array(4));
      try (CheckpointManager m = manager(sync())) {
        m.save(0, tree);
        assertEqualTrees(tree, m.restore(0, tree));
        assertThat(((Map<?, ?>) m.restore(0)).get("a~1b")).hasToString("3");
        assertThat(((Map<?, ?>) m.restore(0)).get("__metadata__")).hasToString("4");
      }
    }

    @Test
    void stepsAreSavedWhenTheyAreDue() {
      try (CheckpointManager m = manager(sync().saveIntervalSteps(3).saveOnSteps(Set.of(7L)))) {
        assertThat(LongStream.range(1, 11).filter(s -> m.save(s, array(1))))
            .containsExactly(1L, 3L, 6L, 7L, 9L);
        assertThat(m.shouldSave(9)).isFalse();
        assertThat(m.save(10, array(1), new SaveArgs().force(true))).isTrue();
        assertThatThrownBy(() -> m.save(3, array(1), new SaveArgs().force(true)))
            .isInstanceOf(InvalidCheckpointError.class)
            .hasMessage(
                "save: there is a checkpoint of step 3 in %s\nSave another step, or remove that one first: manager.delete(3)."
                    .formatted(folder));
      }
      try (CheckpointManager m = manager(sync().shouldSaveFn(s -> s == 12))) {
        assertThat(m.shouldSave(11)).isFalse();
        assertThat(m.shouldSave(12)).isTrue();
      }
    }

    @Test
    void foldersHaveTheNamesOfTheOptions() {
      try (CheckpointManager m = manager(sync().stepPrefix("step").stepFormatFixedLength(4))) {
        m.save(7, array(1));
        assertThat(folder.resolve("step_0007")).isDirectory();
        assertThat(m.allSteps()).containsExactly(7L);
      }
      assertThat(manager(sync()).allSteps()).isEmpty();
    }

    @Test
    void metricsAndTextAreSavedBeside() {
      try (CheckpointManager m = manager(sync())) {
        m.save(
            1,
            array(1),
            new SaveArgs()
                .metrics(Map.of("loss", array(0.5)))
                .customMetadata(Map.of("git", "abc")));
        m.save(2, array(1));
        assertThat(m.metrics(1)).contains(Map.of("loss", 0.5));
        assertThat(m.metadata(1)).isEqualTo(Map.of("git", "abc"));
        assertThat(m.metrics(2)).isEmpty();
        assertThat(m.metadata(2)).isEmpty();
        assertThatThrownBy(() -> m.save(3, array(1), Map.of("loss", ones(2))))
            .hasMessage(
                "save: the metric 'loss' is an array of type float32[2], not a number\nReduce it: x.mean().");
      }
    }

    @Test
    void typesAreKnownWithoutReading() {
      try (CheckpointManager m = manager(sync())) {
        m.save(1, Map.of("w", ones(2, 3)));
        assertThat(m.itemMetadata(1))
            .isEqualTo(Map.of("w", new ShapeDtypeStruct(DType.FLOAT32, 2, 3)));
      }
    }
  }

  @Nested
  class Keeping {
    private List<Long> kept(CheckpointManagerOptions options, double... losses) {
      try (CheckpointManager m = manager(options)) {
        for (int i = 0; i < losses.length; i++) {
          SaveArgs args = new SaveArgs();
          m.save(
              i,
              array(i),
              Double.isInfinite(losses[i]) ? args : args.metrics(Map.of("loss", losses[i])));
        }
        return m.allSteps();
      }
    }

    private CheckpointManagerOptions best() {
      return sync().bestFn(m -> m.get("loss")).bestMode(BestMode.MIN);
    }

    @Test
    void theLatest() {
      assertThat(kept(sync().maxToKeep(2), 1, 1, 1, 1, 1)).containsExactly(3L, 4L);
    }

    @Test
    void theLatestAndEveryThird() {
      assertThat(kept(sync().maxToKeep(2).keepPeriod(3), 1, 1, 1, 1, 1, 1, 1, 1))
          .containsExactly(0L, 3L, 6L, 7L);
    }

    @Test
    void theBest() {
      assertThat(kept(best().maxToKeep(2), 5, 1, 4, 2, 3)).containsExactly(1L, 3L);
      assertThat(manager(best()).bestStep()).hasValue(1);
      assertThat(manager(best().bestMode(BestMode.MAX)).bestStep()).hasValue(3);
      assertThat(manager(sync()).bestStep()).hasValue(3);
    }

    @Test
    void noNumberIsWorseThanAny() {
      assertThat(kept(best().maxToKeep(1), 5, Double.NaN, 6)).containsExactly(0L);
    }

    @Test
    void thoseWithoutMetrics() {
      double none = Double.POSITIVE_INFINITY;
      assertThat(kept(best().maxToKeep(1), none, 1, 2)).containsExactly(0L, 1L);
    }

    @Test
    void notThoseWithoutMetricsIfSaid() {
      double none = Double.POSITIVE_INFINITY;
      assertThat(kept(best().maxToKeep(1).keepCheckpointsWithoutMetrics(false), none, 1, 2))
          .containsExactly(1L);
    }

    @Test
    void whatIsDeletedIsGone() {
      try (CheckpointManager m = manager(sync())) {
        assertThat(m.latestStep()).isEqualTo(OptionalLong.empty());
        m.save(1, array(1));
        m.save(2, array(2));
        m.delete(2);
        assertThat(m.latestStep()).hasValue(1);
        assertThatThrownBy(() -> m.delete(2))
            .hasMessage(
                "there is no checkpoint of step 2 in %s, but of the steps [1]".formatted(folder));
        assertThatThrownBy(() -> m.restore(2, array(0)))
            .hasMessage(
                "there is no checkpoint of step 2 in %s, but of the steps [1]".formatted(folder));
        assertThat(m.save(2, array(3))).isTrue();
      }
    }
  }

  @Nested
  class Differences {
    @Test
    void allOfThemAreTold() {
      try (CheckpointManager m = manager(sync())) {
        m.save(1, Map.of("w", ones(2, 3), "b", ones(3), "n", arange(3), "old", array(1)));
        assertThatThrownBy(() ->
                m.restore(1, Map.of("w", ones(3, 2), "b", ones(3), "n", ones(3), "new", array(1))))
            .hasMessage(
                """
                restore step 1: the target and what was saved differ in 4 places:
                  ['n']: the target has float32[3], the saved tree int32[3]
                  ['new']: not in the saved tree
                  ['w']: the target has float32[3,2], the saved tree float32[2,3]
                  ['old']: not in the target
                Give a target of the structure that was saved.\
                """);
      }
    }

    @Test
    void aPartCanBeRestored() {
      try (CheckpointManager m = manager(sync())) {
        m.save(1, Map.of("params", Map.of("a", ones(2), "b", ones(3)), "opt", List.of(ones(5))));
        assertThat(m.partialRestore(1, Map.of("params", Map.of("b", zeros(3)))))
            .hasToString("{params={b=[1. 1. 1.]}}");
        assertThatThrownBy(() -> m.partialRestore(1, Map.of("more", zeros())))
            .hasMessageContaining("['more']: not in the saved tree");
      }
    }
  }

  @Nested
  class Background {
    @Test
    void arraysMayBeDeletedAtOnce() {
      try (CheckpointManager m = manager(new CheckpointManagerOptions())) {
        for (int i = 0; i < 5; i++) {
          ConcreteArray x = (ConcreteArray) arange(1000).add(i).blockUntilReady();
          m.save(i, Map.of("x", x, "empty", zeros(0, 3), "key", PrngKey.key(i)));
          x.delete();
        }
        m.waitUntilFinished();
        assertThat(m.isSavingInProgress()).isFalse();
        assertThat(m.allSteps()).hasSize(5);
        assertThat(m.partialRestore(3, Map.of("empty", zeros(0, 3))).get("empty").size()).isZero();
        assertSame(
            PrngKey.key(3).words(),
            m.partialRestore(3, Map.of("key", PrngKey.key(0))).get("key").words());
        assertSame(arange(1000).add(3), m.partialRestore(3, Map.of("x", arange(1000))).get("x"));
      }
    }

    @Test
    void errorsComeOutOnce() throws IOException {
      CheckpointManager m = manager(new CheckpointManagerOptions());
      Durable.delete(folder);
      m.save(1, array(1), new SaveArgs().force(true));
      assertThatThrownBy(m::waitUntilFinished)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "saving step 1 in the background failed: cannot save step 1 in " + folder);
      assertThatCode(m::checkForErrors).doesNotThrowAnyException();
      m.save(1, array(1), new SaveArgs().force(true));
      assertThatThrownBy(() -> m.save(2, array(1), new SaveArgs().force(true)))
          .hasMessageStartingWith("saving step 1 in the background failed");
      m.save(1, array(1), new SaveArgs().force(true));
      assertThatThrownBy(m::close).hasMessageStartingWith("saving step 1 in the background failed");
      Files.createDirectories(folder);
    }
  }

  @Nested
  class Folders {
    @Test
    void whatACrashLeftIsRemoved() throws IOException {
      Path half = folder.resolve(".5.writing-1234");
      Files.createDirectories(half);
      Files.writeString(half.resolve("arrays.safetensors"), "half");
      Path user = Files.createDirectories(folder.resolve("7"));
      Files.writeString(folder.resolve("notes.txt"), "mine");
      try (CheckpointManager m = manager(sync())) {
        assertThat(half).doesNotExist();
        assertThat(m.allSteps()).isEmpty();
      }
      assertThat(user).exists();
      assertThat(folder.resolve("notes.txt")).exists();
    }

    @Test
    void readersChangeNothing() throws IOException {
      try (CheckpointManager m = manager(sync())) {
        m.save(1, array(1));
      }
      Path half = Files.createDirectories(folder.resolve(".5.writing-1234"));
      try (CheckpointManager m = manager(sync().readOnly(true))) {
        assertThat(half).exists();
        assertThat(m.shouldSave(2)).isFalse();
        assertSame(array(1), m.restore(1, array(0)));
        assertThatThrownBy(() -> m.save(2, array(1), new SaveArgs().force(true)))
            .hasMessageStartingWith("save: this manager may only read");
      }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
      Path none = folder.resolve("none");
      assertThatThrownBy(() -> new CheckpointManager(none, sync().create(false)))
          .hasMessage(
              "there is no folder %s\nMake it with new CheckpointManagerOptions().create(true), or give another."
                  .formatted(none));
    }

    @Test
    void managersTakeTurns() throws InterruptedException {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int first = t;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  try (CheckpointManager m = manager(sync().maxToKeep(1000))) {
                    for (int i = 0; i < 5; i++) {
                      m.save(4L * i + first, model(i), new SaveArgs().force(true));
                    }
                  }
                }));
      }
      for (Thread t : threads) {
        t.join();
      }
      try (CheckpointManager m = manager(sync())) {
        assertThat(m.allSteps()).hasSize(20);
        for (long s : m.allSteps()) {
          assertEqualTrees(model((int) (s / 4)), m.restore(s, model((int) (s / 4))));
        }
      }
    }

    @Test
    void optionsAreChecked() {
      assertThatThrownBy(() -> sync().saveIntervalSteps(0))
          .hasMessage("saveIntervalSteps must be at least 1, got 0");
      assertThatThrownBy(() -> sync().stepPrefix("a/b"))
          .hasMessage("stepPrefix must be a name of letters, digits, '_' and '-', got 'a/b'");
    }
  }

  @Nested
  class Damage {
    @Test
    void changedBytesAreFound() throws IOException {
      Model saved = model(3);
      try (CheckpointManager m = manager(sync())) {
        m.save(
            1, saved, new SaveArgs().metrics(Map.of("loss", 1)).customMetadata(Map.of("k", "v")));
        try (Stream<Path> files = Files.list(folder.resolve("1"))) {
          for (Path file : files.toList()) {
            changedBytesAreFound(m, saved, file);
          }
        }
      }
    }

    private void changedBytesAreFound(CheckpointManager m, Model saved, Path file)
        throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i += 5) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << i / 5 % 8);
        Files.write(file, changed);
        try {
          Model restored = m.restore(1, saved);
          assertThat(m.metrics(1)).contains(Map.of("loss", 1.0));
          assertThat(m.metadata(1)).isEqualTo(Map.of("k", "v"));
          assertEqualTrees(saved, restored);
        } catch (DamagedFileException e) {
          assertThat(e).hasMessageContaining(folder.toString());
        }
      }
      for (int n = 0; n < bytes.length; n += 23) {
        Files.write(file, java.util.Arrays.copyOf(bytes, n));
        assertThatThrownBy(
                () -> {
                  m.restore(1, saved);
                  m.metrics(1);
                  m.metadata(1);
                })
            .isInstanceOf(DamagedFileException.class);
      }
      Files.write(file, bytes);
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
      try (CheckpointManager m = manager(sync())) {
        m.save(1, array(1));
        Files.delete(folder.resolve("1/arrays.safetensors"));
        assertThatThrownBy(() -> m.restore(1, array(1)))
            .hasMessage(folder.resolve("1/arrays.safetensors") + " is damaged: it is not there");
      }
    }
  }
}
