package linum.llvm.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IrModuleTest {
  private final IrModule module = new IrModule(32);

  private void write(String name, boolean exported, String calls) {
    Code code = module.function(name, exported, null, IrType.I64);
    code.run(calls, code.parameter(0));
    code.finish();
  }

  @Test
  void functionsThatDoTheSameAreThereOnce() {
    write("a", false, "@f");
    assertThat(module.unique("a")).isEqualTo("a");
    write("b", false, "@f");
    assertThat(module.unique("b")).isEqualTo("a");
    write("c", false, "@g");
    assertThat(module.unique("c")).isEqualTo("c");
    assertThat(module.text("")).contains("@a(", "@c(").doesNotContain("@b(");
  }

  @Test
  void aModuleDeclaresWhatItLacks() {
    write("a", false, "@f");
    write("main", true, "@a");
    assertThat(module.text("; head\n"))
        .startsWith("; head\n")
        .contains("define internal void @a(i64 %p0)", "define void @main(i64 %p0)")
        .containsOnlyOnce("declare void @f(i64)")
        .doesNotContain("declare void @a");
  }

  @Test
  void partsCallEachOther() {
    write("a", false, "@f");
    write("main", true, "@a");
    List<String> parts = module.parts("", 10, 5);
    assertThat(parts).hasSize(2);
    String first =
        parts.stream().filter(p -> p.contains("define void @a(")).findAny().orElseThrow();
    assertThat(first).contains("declare void @f(i64)").doesNotContain("@main");
    String second =
        parts.stream().filter(p -> p.contains("define void @main(")).findAny().orElseThrow();
    assertThat(second).contains("declare void @a(i64)").doesNotContain("@f(");
    assertThat(module.parts("", 1000, 5)).containsExactly(module.text(""));
  }

  @Test
  void sharedFunctionsAreApart() {
    module.share(
        "same",
        List.of(IrType.I64),
        code -> {
          code.run("@llvm.assume", Val.i1(true));
          code.finish();
        });
    write("main", true, "@same");
    assertThat(module.parts("", 1, 1).getFirst())
        .contains("declare void @same(i64)")
        .doesNotContain("@llvm.assume");
    Map<String, Supplier<String>> shared = module.shared("; head\n");
    assertThat(shared).containsOnlyKeys("same");
    assertThat(shared.get("same").get())
        .startsWith("; head\n")
        .contains("define void @linum_shared(i64 %p0)", "declare void @llvm.assume(i1)");
    assertThat(module.text(""))
        .contains("define internal void @same(i64 %p0)", "declare void @llvm.assume(i1)")
        .doesNotContain("declare void @same");
  }
}
