package linum.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebooksTest {
  private static final Path README = Path.of("README.md");

  private final Map<Path, Notebook> executed = new HashMap<>();

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(f -> f.toString().matches("\\d\\d-.*\\.ipynb")).sorted().toList();
    }
  }

  @BeforeAll
  void runAll() throws IOException {
    Path target = Path.of("target", "executed");
    Files.createDirectories(target);
    JupyterClient client = JupyterClient.create(Path.of("target", "jupyter"));
    for (Path notebook : notebooks()) {
      executed.put(notebook, client.run(notebook, target.resolve(notebook)));
    }
    Path readme = Readme.toNotebook(Path.of("..", "README.md"), target.resolve("readme.ipynb"));
    executed.put(README, client.run(readme, target.resolve("readme.executed.ipynb")));
  }

  private Notebook tour() {
    return executed.get(Path.of("01-arrays-and-programs.ipynb"));
  }

  private Notebook training() {
    return executed.get(Path.of("02-fashion-mnist.ipynb"));
  }

  private String output(String notebook, String cell) {
    return executed.get(Path.of(notebook)).cell(cell).output();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void showsWhatIsStoredInIt(Path file) {
    List<Notebook.Cell> stored = Notebook.read(file).cells();
    List<Notebook.Cell> shown = executed.get(file).cells();
    assertThat(shown.stream().filter(c -> !c.varies()).toList())
        .isEqualTo(stored.stream().filter(c -> !c.varies()).toList());
  }

  @Test
  void theTourCountsAsTheTutorialsDo() {
    assertThat(tour().cell("arange").output()).isEqualTo("[0 1 2 3 4 5]");
    assertThat(tour().cell("at-set").output()).isEqualTo("[1 1 2 3 4 5]\n[0 1 2 3 4 5]");
    assertThat(tour().cell("legacy").output()).isEqualTo("-0.18471177\n-0.18471177");
    assertThat(tour().cell("split").output()).isEqualTo("0.107961535\n-1.2226542");
    assertThat(tour().cell("partitionable").output()).isEqualTo("-0.028304616");
    assertThat(tour().cell("simple-graph").output())
        .isEqualTo("Input [0. 1. 2.]\nOutput 12.666667");
    assertThat(tour().cell("grad").output()).isEqualTo("Gradient [1.3333334 2.        2.6666667]");
    assertThat(tour().cell("value-and-grad").output())
        .contains("12.666667", "[1.3333334 2.        2.6666667]");
  }

  @Test
  void theTourPrintsTheTutorialsPrograms() {
    assertThat(tour().cell("simple-graph-classic").output())
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = add a 2.0
                c:f32[3] = integer_pow[y=2] b
                d:f32[3] = add c 3.0
                e:f32[] = reduce_sum[axes=(0,)] d
                f:f32[] = div e 3.0
              in (f,) }\
            """);
    assertThat(tour().cell("norm").output())
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = integer_pow[y=2] a
                c:f32[] = reduce_sum[axes=(0,)] b
                d:f32[] = sqrt c
              in (d,) }\
            """);
    assertThat(tour().cell("grad-jaxpr").output())
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = add a 2.0
                c:f32[3] = integer_pow[y=2] b
                d:f32[3] = mul 2.0 b
                e:f32[3] = add c 3.0
                f:f32[] = reduce_sum[axes=(0,)] e
                _:f32[] = div f 3.0
                g:f32[] = div 1.0 3.0
                h:f32[3] = broadcast_in_dim[broadcast_dimensions=() shape=(3,)] g
                i:f32[3] = mul h d
              in (i,) }\
            """);
  }

  @Test
  void theReadmesJavaRunsAndLearnsItsWeights() {
    assertThat(executed.get(README).cells()).hasSize(3);
    assertThat(executed.get(README).cell("block-1").output())
        .matches("Array\\(\\[ 1\\.0.*|Array\\(\\[ 0\\.99.*");
  }

  @Test
  void theSideEffectOfNormHappensOnceAndLeavesATracedArray() {
    assertThat(tour().cell("leaked").output()).isEqualTo("[Traced<float32[3]>]");
  }

  @Test
  void theErrorOfADynamicShapeSaysWhatToDo() {
    assertThat(tour().cell("static-shapes").output()).contains("where");
  }

  @Test
  void timingKeepsTracingAndCompilingApart() {
    assertThat(tour().cell("timeit-jit").output()).contains("tracing", "compiling", "running");
  }

  @Test
  void trainingReachesMoreThan80PercentOfTheTestImages() {
    assertThat(training().cell("result").output())
        .isEqualTo("more than 80 % of the test images are right");
    assertThat(training().cell("train").output()).contains("epoch 5", "test accuracy");
  }

  @Test
  void theReadmesNetworkLearnsProducts() {
    assertThat(executed.get(README).cell("block-2").output()).startsWith("Array(0.0");
  }

  @Test
  void linenPrintsTheNumbersOfFlaxsIntroduction() {
    assertThat(output("03-linen.ipynb", "epochs"))
        .contains("[[ 0.6503669   0.8678978 ", "[[ 0.5035518   1.8548559  -0.4270195 ]");
    assertThat(output("03-linen.ipynb", "setup-apply"))
        .contains("4.22927", "-4.38070", "2.93237", "6.54924", "-1.71471");
    assertThat(output("03-linen.ipynb", "counter"))
        .startsWith("[0.01 0.01")
        .contains("[0.0299 0.0299", "[0.059601 0.059601");
    assertThat(output("03-linen.ipynb", "immutable")).contains("Mutable.of(\"batch_stats\")");
    assertThat(output("03-linen.ipynb", "wrong-shape")).contains("ScopeParamShapeError");
  }

  @Test
  void theClassifierOfTheTutorialStartsFromItsParametersAndLearns() {
    assertThat(output("04-training.ipynb", "model"))
        .isEqualTo("SimpleClassifier(\n    # attributes\n    numHidden = 8\n    numOutputs = 1\n)");
    assertThat(output("04-training.ipynb", "init"))
        .contains("0.314768", "-0.464776", "-0.786204", "1.208796", "-0.279718", "-0.508438");
    assertThat(output("04-training.ipynb", "apply"))
        .contains("-0.483681", "0.043654", "0.374248", "-0.591651");
    assertThat(output("04-training.ipynb", "accuracy")).isEqualTo("more than 99 % are right");
    assertThat(output("04-training.ipynb", "restore")).isEqualTo("2000\ntrue");
  }

  @Test
  void modulesThatOwnTheirVariablesAreTrainedInPlace() {
    assertThat(output("05-nnx.ipynb", "train"))
        .isEqualTo("the loss fell to less than a tenth\n501");
    assertThat(output("05-nnx.ipynb", "trace-level")).contains("TraceContextError");
  }

  @Test
  void theConvolutionNetworkPasses91Percent() {
    assertThat(output("06-cnn.ipynb", "result"))
        .isEqualTo("at least 91 % of the test images are right");
  }

  @Test
  void theLanguageModelLearnsAndItsCacheChangesNothing() {
    assertThat(output("07-transformer.ipynb", "result"))
        .isEqualTo("a character costs less than 2.2 nats");
    assertThat(output("07-transformer.ipynb", "same")).isEqualTo("true");
  }

  @Test
  void variablesOfLinenFitTheTwinInNnxAndBack() {
    assertThat(output("08-linen-to-nnx.ipynb", "migrate")).isEqualTo("true");
    assertThat(output("08-linen-to-nnx.ipynb", "back")).isEqualTo("true");
    assertThat(output("08-linen-to-nnx.ipynb", "checkpoint")).isEqualTo("0.0");
  }
}
