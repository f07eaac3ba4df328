package linum.linen;

import static linum.nn.Initializer.ZEROS;
import static linum.nn.Initializer.lecunNormal;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import org.junit.jupiter.api.Test;

class PartitioningTest {
  private static final Array X = ones(2, 4);
  private static final Dense DENSE =
      new Dense(3).kernelInit(Linen.withPartitioning(lecunNormal(), "data", null));

  @Test
  void boxesSayHowAxesAreDivided() {
    Variables v = DENSE.init(key(0), X);
    assertThat(Linen.getPartitionSpec(v))
        .hasToString(
            """
            {
                params: {
                    kernel: PartitionSpec('data', None),
                    bias: PartitionSpec(),
                },
            }\
            """);
    Variables plain = new Dense(3).init(key(0), X);
    assertSame(plain.get("params/kernel"), Linen.unbox(v).get("params/kernel"));
    assertSame(new Dense(3).apply(plain, X), DENSE.apply(v, X));
    Variables g = Linum.grad((Variables w) -> DENSE.apply(w, X).sum()).apply(v);
    assertThat(g.value("params/kernel")).isInstanceOf(Partitioned.class);
    assertThat(v.value("params/kernel").toString())
        .startsWith("Partitioned(value=Array([[")
        .endsWith("dtype=float32), names=('data', None))");
  }

  @Test
  void layersThatReshapeParametersKeepTheirBoxes() {
    DenseGeneral heads =
        new DenseGeneral(2, 3)
            .kernelInit(Linen.withPartitioning(lecunNormal(), "embed", "heads", null))
            .biasInit(Linen.withLogicalPartitioning(ZEROS, "heads", null));
    Variables v = heads.init(key(0), X);
    Variables specs = Linen.getPartitionSpec(v);
    assertThat(specs.value("params/kernel")).hasToString("PartitionSpec('embed', 'heads', None)");
    assertThat(specs.value("params/bias")).hasToString("PartitionSpec('heads', None)");
    Variables plain = new DenseGeneral(2, 3).init(key(0), X);
    assertSame(plain.get("params/kernel"), Linen.unbox(v).get("params/kernel"));
    assertSame(new DenseGeneral(2, 3).apply(plain, X), heads.apply(v, X));
    Variables attention =
        new MultiHeadDotProductAttention(2)
            .kernelInit(Linen.withPartitioning(lecunNormal(), "a", "b", "c"))
            .init(key(0), ones(2, 3, 4));
    assertThat(Linen.getPartitionSpec(attention).value("params/query/kernel"))
        .hasToString("PartitionSpec('a', 'b', 'c')");
  }

  @Test
  void mappedAxesGetTheirName() {
    Layer stack =
        Linen.vmap(
            DENSE,
            VmapLift.DEFAULT
                .variableAxes("params", 1)
                .splitRngs("params", true)
                .partitionName("layers"));
    Variables v = stack.init(key(0), X);
    assertThat(Linen.getPartitionSpec(v).value("params/kernel"))
        .hasToString("PartitionSpec('data', 'layers', None)");
    assertThat(stack.apply(v, X).shape().toArray()).containsExactly(2, 3);
    Layer scanned =
        Linen.scan(
            new Dense(4).kernelInit(Linen.withPartitioning(lecunNormal(), "data", null)),
            ScanLift.DEFAULT
                .variableAxes("params", 0)
                .splitRngs("params", true)
                .length(3)
                .partitionName("layers"));
    Variables s = scanned.init(key(0), X);
    assertThat(Linen.getPartitionSpec(s).value("params/kernel"))
        .hasToString("PartitionSpec('layers', 'data', None)");
    assertThat(scanned.apply(s, X).shape()).isEqualTo(X.shape());
    Layer marked = Linen.addMetadataAxis(DENSE, "params", 0, "stage");
    assertThat(Linen.getPartitionSpec(marked.init(key(0), X)).value("params/kernel"))
        .hasToString("PartitionSpec('stage', 'data', None)");
  }

  @Test
  void rulesTranslateMeaningsToAMesh() {
    List<LogicalRule> rules =
        List.of(
            new LogicalRule("batch", "X"),
            new LogicalRule("features", "X"),
            new LogicalRule("heads", "Y"),
            new LogicalRule("batch", "Z"));
    PartitionSpec names = new PartitionSpec("batch", "length", "heads", "features");
    assertThat(Linen.logicalToMeshAxes(names, rules))
        .hasToString("PartitionSpec('X', None, 'Y', None)");
    assertThatThrownBy(() -> Linen.logicalToMeshAxes(new PartitionSpec("a", "a"), rules))
        .hasMessage(
            """
            logicalToMeshAxes: the name "a" occurs more than once in PartitionSpec('a', 'a').
            Give every axis of an array a name of its own, or null.\
            """);
    Dense dense =
        new Dense(3).kernelInit(Linen.withLogicalPartitioning(lecunNormal(), "heads", null));
    Variables specs = Linen.getPartitionSpec(dense.init(key(0), X));
    Variables mesh = Linen.logicalAxisRules(rules, () -> Linen.logicalToMesh(specs));
    assertThat(mesh.value("params/kernel")).hasToString("PartitionSpec('Y', None)");
    assertThat(Linen.getLogicalAxisRules()).isEmpty();
  }
}
