package linum.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import linum.kernel.jshell.Piece.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CellSplitterTest {
  private static JShell shell;
  private static CellSplitter splitter;

  @BeforeAll
  static void start() {
    shell = JShell.builder().executionEngine("local").build();
    splitter = new CellSplitter(shell.sourceCodeAnalysis());
  }

  @AfterAll
  static void end() {
    shell.close();
  }

  private static List<String> sources(String code) {
    return splitter.split(code).stream()
        .map(piece ->
            switch (piece) {
              case Piece.Java java -> java.source();
              case Piece.Magic magic -> "%" + magic.name();
            })
        .toList();
  }

  @Test
  void takesSeveralSnippetsOfALine() {
    assertThat(sources("int a = 1; int b = 2; a + b"))
        .containsExactly("int a = 1;", "int b = 2;", "a + b");
  }

  @Test
  void goesOnWithAChainOfCalls() {
    String chain = "List.of(1)\n  // first\n  .stream()\n\n  .toList()";
    assertThat(sources(chain + "\nint a = 1;")).containsExactly(chain, "int a = 1;");
  }

  @Test
  void goesOnWithAnOperator() {
    assertThat(sources("1\n  + 2\n3")).containsExactly("1\n  + 2", "3");
  }

  @Test
  void goesOnWithElseAndABodyOnItsOwnLine() {
    assertThat(sources("if (true) { }\nelse { }")).hasSize(1);
    assertThat(sources("void f()\n{\n}\nf()")).containsExactly("void f()\n{\n}", "f()");
  }

  @Test
  void addsMissingSemicolons() {
    assertThat(sources("int a = 1\nint b = 2")).containsExactly("int a = 1;", "int b = 2;");
  }

  @Test
  void findsNothingInComments() {
    assertThat(sources("// one\n/* two\n three */")).isEmpty();
  }

  @Test
  void findsMagicsWhereSnippetsMayStart() {
    assertThat(splitter.split("%time 1 + 1\nvar x = %time f(2)"))
        .containsExactly(
            new Piece.Magic("", "time", "1 + 1", 0), new Piece.Magic("var x", "time", "f(2)", 12));
  }

  @Test
  void leavesPercentSignsInTextAndExpressionsAlone() {
    assertThat(sources("var t = \"\"\"\n  %time 1\n  \"\"\";")).hasSize(1);
    assertThat(sources("int r = 7\n  % 4;")).containsExactly("int r = 7\n  % 4;");
  }

  @Test
  void tellsExpressionsFromStatements() {
    assertThat(splitter.split("a; // b\nc // d"))
        .containsExactly(
            new Piece.Java("a; // b", 0, End.SEMICOLON), new Piece.Java("c // d", 8, End.OPEN));
  }

  @Test
  void givesTheUnfinishedRestAsItIs() {
    assertThat(sources("int a = 1;\nint b = (2")).containsExactly("int a = 1;", "int b = (2");
  }
}
