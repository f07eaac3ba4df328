package linum.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import linum.ir.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), content);
  }

  private CsvTable people() throws IOException {
    return new Csv()
        .load(
            file(
                """
                name, age ,height,city,member
                "Doe, ""Jane""\",42,1.75,Bonn,true
                Max,7,,Aachen,false

                Ömer,-3,2e0,Bonn,TRUE
                """));
  }

  @Test
  void columnsHaveTheTypeOfTheirValues() throws IOException {
    CsvTable t = people();
    assertThat(t.names()).containsExactly("name", "age", "height", "city", "member");
    assertThat(t.size()).isEqualTo(3);
    assertThat(t.text("name")).containsExactly("Doe, \"Jane\"", "Max", "Ömer");
    assertThat(t.column("age").aval()).hasToString("int32[3]");
    assertThat(t.column("age").toLongArray()).containsExactly(42, 7, -3);
    assertThat(t.column("height").toFloatArray()).containsExactly(1.75f, Float.NaN, 2);
    assertThat(t.column("member").toBooleanArray()).containsExactly(true, false, true);
    assertThat(t.column("age", DType.FLOAT32).aval()).hasToString("float32[3]");
  }

  @Test
  void textBecomesCodes() throws IOException {
    assertThat(people().categories("city")).containsExactly("Aachen", "Bonn");
    assertThat(people().codes("city").toLongArray()).containsExactly(1, 0, 1);
  }

  @Test
  void columnsBecomeAMatrix() throws IOException {
    assertThat(people().matrix("age", "height").aval()).hasToString("float32[3,2]");
    assertThat(people().matrix("age", "height").toFloatArray())
        .containsExactly(42, 1.75f, 7, Float.NaN, -3, 2);
    CsvTable plain = new Csv().header(false).fieldSeparator(';').load(file("1;2\n3;4\n"));
    assertThat(plain.names()).containsExactly("0", "1");
    assertThat(plain.matrix().toFloatArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void linesAreExamples() throws IOException {
    Dataset<java.util.Map<String, linum.core.Array>> d = people().dataset("age", "height");
    assertThat(d.get(2).get("age").item()).isEqualTo(-3);
    assertThat(d.size()).isEqualTo(3);
  }

  @Test
  void whatIsNoNumberIsNamed() throws IOException {
    CsvTable t = people();
    assertThatThrownBy(() -> t.column("city"))
        .hasMessage(
            """
            column 'city' of %s has 'Bonn' as value 1, which is no number
            Take it as text("city"), or as codes("city").\
            """
                .formatted(folder.resolve("a.csv")));
    assertThatThrownBy(() -> t.column("age", DType.UINT8))
        .hasMessageContaining("has '-3' as value 3, which is no uint8");
    assertThatThrownBy(() -> t.column("none"))
        .hasMessage(
            folder.resolve("a.csv")
                + " has no column 'none', but [name, age, height, city, member]");
  }

  @Test
  void filesThatAreNoTables() throws IOException {
    Path ragged = file("a,b\n1,2\n3\n");
    assertThatThrownBy(() -> new Csv().load(ragged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(ragged + " is no CSV file: ");
    Path twice = file("a,a\n1,2\n");
    assertThatThrownBy(() -> new Csv().load(twice))
        .hasMessage(
            twice
                + " has two columns named 'a'\nIf the first line is no header: new Csv().header(false).");
    Path open = file("a,b\n1,\"2\n");
    assertThatThrownBy(() -> new Csv().load(open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(open + " is no CSV file: ");
    assertThat(new Csv().load(file("")).size()).isZero();
  }
}
