package linum.checkpoint;

import static linum.checkpoint.Checkpoints.availableSteps;
import static linum.checkpoint.Checkpoints.latestCheckpoint;
import static linum.checkpoint.Checkpoints.restoreCheckpoint;
import static linum.checkpoint.Checkpoints.saveCheckpoint;
import static linum.numpy.Jnp.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import linum.core.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
  @TempDir Path folder;

  private static Map<String, Array> tree(int n) {
    return Map.of("a", array(n));
  }

  private static final SaveOptions TEST = new SaveOptions().prefix("test_");

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file_1 file_2 file_10 file_11 file_21",
        "file_0.001 file_0.01 file_0.1 file_1",
        "file_-3.0 file_-2 file_-1 file_0.0",
        "file_1e1 file_1.0e2 file_1e3 file_1.0e4",
        "file_1 file_2 file_9 file_1.0e1 file_11"
      })
  void namesAreInTheOrderOfTheirNumbers(String sorted) {
    List<String> names = new ArrayList<>(List.of(sorted.split(" ")));
    Collections.shuffle(names, new Random(0));
    names.sort(new NaturalOrder());
    assertThat(names).containsExactly(sorted.split(" "));
  }

  @Test
  void theLatestIsRestored() throws IOException {
    assertThat(restoreCheckpoint(folder, tree(0), "test_")).hasToString("{a=0}");
    assertThat(saveCheckpoint(folder, tree(1), 0, TEST)).isEqualTo(folder.resolve("test_0"));
    assertThat(restoreCheckpoint(folder, tree(0), "test_")).hasToString("{a=1}");
    saveCheckpoint(folder, tree(2), 1, TEST);
    saveCheckpoint(folder, tree(3), 2, TEST);
    assertThat(files()).containsExactly("test_2");
    saveCheckpoint(folder, tree(4), 3, TEST.keep(2));
    saveCheckpoint(folder, tree(5), 4, TEST.keep(2));
    assertThat(restoreCheckpoint(folder, tree(0), "test_")).hasToString("{a=5}");
    assertThat(restoreCheckpoint(folder, tree(0), 3, "test_")).hasToString("{a=4}");
    assertThat(restoreCheckpoint(folder.resolve("test_3"), tree(0))).hasToString("{a=4}");
    assertThat(restoreCheckpoint(folder.resolve("not_there"), tree(7))).hasToString("{a=7}");
    assertThat(restoreCheckpoint(folder.resolve("test_3"))).hasToString("{a=4}");
    assertThatThrownBy(() -> restoreCheckpoint(folder, tree(0), 5, "test_"))
        .hasMessage(
            "restoreCheckpoint: there is no %s, but files of the steps [3, 4]"
                .formatted(folder.resolve("test_5")));
  }

  @Test
  void onlyNewerOnesAreSavedUnlessSaid() throws IOException {
    saveCheckpoint(folder, tree(1), 5);
    for (int step : new int[] {5, 4}) {
      assertThatThrownBy(() -> saveCheckpoint(folder, tree(1), step))
          .isInstanceOf(InvalidCheckpointError.class)
          .hasMessage(
              """
              saveCheckpoint: %s is not newer than %s
              Save a later step, or replace them: new SaveOptions().overwrite(true).\
              """
                  .formatted(folder.resolve("checkpoint_" + step), folder.resolve("checkpoint_5")));
    }
    saveCheckpoint(folder, tree(2), 5, new SaveOptions().overwrite(true));
    assertThat(restoreCheckpoint(folder, tree(0))).hasToString("{a=2}");
    saveCheckpoint(folder, tree(3), 2, new SaveOptions().overwrite(true));
    assertThat(files()).containsExactly("checkpoint_2");
  }

  @Test
  void someAreKeptForGood() {
    for (int step = 17; step < 37; step += 5) {
      saveCheckpoint(folder, tree(step), step, new SaveOptions().keep(3));
    }
    assertThat(availableSteps(folder)).containsExactly(22L, 27L, 32L);
    for (int step = 37; step < 57; step += 5) {
      saveCheckpoint(folder, tree(step), step, new SaveOptions().keep(3).keepEveryNSteps(7));
    }
    assertThat(availableSteps(folder)).containsExactly(22L, 32L, 42L, 47L, 52L);
  }

  @Test
  void stepsMayBeFractions() {
    saveCheckpoint(folder, tree(1), 0.0, TEST.keep(9));
    saveCheckpoint(folder, tree(2), 4.5, TEST.keep(9));
    saveCheckpoint(folder, tree(3), 10.0, TEST.keep(9));
    assertThat(availableSteps(folder, "test_")).containsExactly(0.0, 4.5, 10.0);
    assertThat(restoreCheckpoint(folder, tree(0), 4.5, "test_")).hasToString("{a=2}");
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    for (String name :
        List.of("test_tmp", "test_3_gda", "test_4.orbax-checkpoint-tmp-1", "other_9")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(latestCheckpoint(folder, "test_")).isEmpty();
    saveCheckpoint(folder, tree(1), 1, TEST);
    assertThat(latestCheckpoint(folder, "test_")).hasValue(folder.resolve("test_1"));
    assertThat(files())
        .containsExactly("other_9", "test_1", "test_3_gda", "test_4.orbax-checkpoint-tmp-1");
    Files.writeString(folder.resolve("test_x"), "");
    assertThatThrownBy(() -> availableSteps(folder, "test_"))
        .hasMessageStartingWith(
            "availableSteps: the name of %s does not end with".formatted(folder.resolve("test_x")));
  }

  @Test
  void filesHaveTheBytesOfFlax() throws IOException {
    Path file =
        saveCheckpoint(
            folder, List.of(array(1).reshape(1), Map.of("a", List.of(array(2).reshape(1)))), 1);
    assertThat(file).hasBinaryContent(FlaxBytes.of("list"));
  }

  @Test
  void damageIsFound() throws IOException {
    Path file = saveCheckpoint(folder, tree(1), 1);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10));
    assertThatThrownBy(() -> restoreCheckpoint(folder, tree(0)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith(file + " is damaged at byte ");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new SaveOptions().keep(0))
        .hasMessage("keep must be at least 1, got 0");
    assertThatThrownBy(() -> new SaveOptions().prefix("a/b"))
        .hasMessage("prefix must be the beginning of a file's name, got 'a/b'");
  }
}
