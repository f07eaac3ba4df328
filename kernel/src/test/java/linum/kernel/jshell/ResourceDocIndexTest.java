package linum.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceDocIndexTest {
  private static final ClassLoader LOADER = ResourceDocIndexTest.class.getClassLoader();

  private final ResourceDocIndex index =
      new ResourceDocIndex(LOADER, "linum/kernel/sample-docs.md");

  @Test
  void findsAMethodHoweverTheSessionsImportsMakeItsSignatureLook() {
    assertThat(index.find("Sample Sample.of(int size)"))
        .hasValue("Makes a sample of `size`.\n\n# not a signature");
    assertThat(
            index.find(
                "java.util.Map<A, linum.kernel.client.Sample>"
                    + " linum.kernel.client.Sample.<A, java.util.List<B>>of("
                    + "@org.example.Positive int size)"))
        .isEqualTo(index.find("Sample.of(int size)"))
        .isPresent();
  }

  @Test
  void tellsOverloadsApart() {
    assertThat(index.find("Sample Sample.of(long size)")).isEmpty();
  }

  @Test
  void findsATypeByItsWholeNameOnly() {
    assertThat(index.find("linum.kernel.client.Sample")).hasValue("Something **documented**.");
    assertThat(index.find("org.example.Sample")).isEmpty();
  }

  @Test
  void refusesAResourceThatIsNotThere() {
    assertThatThrownBy(() -> new ResourceDocIndex(LOADER, "nowhere.md"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("documentation index: there is no resource nowhere.md on the class path");
  }
}
