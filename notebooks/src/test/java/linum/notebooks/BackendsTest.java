package linum.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendsTest {
  /// The first 100 losses of the training, on 20 images a step.
  private static final String LOSSES =
      """
      double[] losses(String backend) {
          Backends.use(backend);
          var p = params;
          double[] result = new double[100];
          for (int i = 0; i < result.length; i++) {
              var rows = slice(i * 20, (i + 1) * 20);
              var s = step.apply(p, x.at(rows).get(), y.at(rows).get());
              p = s.params();
              result[i] = s.loss().item();
          }
          return result;
      }
      """;

  private static final String DISTANCE =
      """
      double[] compiled = losses("llvm"), plain = losses("reference");
      double distance = 0;
      for (int i = 0; i < plain.length; i++) distance = Math.max(distance, Math.abs(compiled[i] - plain[i]));
      System.out.printf("learns %b, distance %b %s", plain[99] < plain[0] / 2, distance < 1e-3, distance < 1e-3 ? "" : distance);
      """;

  private final Path target = Path.of("target", "backends");

  @BeforeAll
  void makeFolder() throws IOException {
    Files.createDirectories(target);
  }

  private Notebook run(JupyterClient client, String name, List<Excerpt.Piece> pieces)
      throws IOException {
    Path notebook = Excerpt.write(pieces, target.resolve(name + ".ipynb"));
    return client.run(notebook, target.resolve(name + ".executed.ipynb"));
  }

  @Test
  void theFirstHundredLossesOfTheTrainingAreThoseOfTheReferenceBackend() throws IOException {
    Notebook training = Notebook.read(Path.of("02-fashion-mnist.ipynb"));
    List<Excerpt.Piece> pieces =
        Stream.of("read-idx", "prepare", "model", "step")
            .map(id -> new Excerpt.Piece(id, training.cell(id).source()))
            .collect(Collectors.toCollection(ArrayList::new));
    pieces.add(new Excerpt.Piece("losses", LOSSES));
    pieces.add(new Excerpt.Piece("distance", DISTANCE));
    Notebook executed = run(JupyterClient.create(target.resolve("jupyter")), "losses", pieces);
    assertThat(executed.cell("distance").output()).isEqualTo("learns true, distance true");
  }

  @Test
  void withoutACompilerTheFirstCellSaysSoOnceAndTheOthersRun() throws IOException {
    JupyterClient client =
        JupyterClient.create(target.resolve("no-llvm"), "-Dlinum.llvm.library=/no/such/file");
    List<Excerpt.Piece> pieces =
        List.of(
            new Excerpt.Piece("first", "array(1.0, 2.0).add(1)"),
            new Excerpt.Piece("second", "Backends.current().name()"));
    Notebook executed = run(client, "no-llvm", pieces);
    assertThat(executed.cell("first").output())
        .startsWith(
            "linum: the backend llvm does not work here: LLVM cannot be used: /no/such/file set by -Dlinum.llvm.library: ")
        .contains(". Running on reference\n")
        .endsWith("Array([2., 3.], dtype=float32)");
    assertThat(executed.cell("second").output()).isEqualTo("reference");
  }
}
