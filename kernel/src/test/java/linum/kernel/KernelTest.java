package linum.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import linum.kernel.client.Answer;
import linum.kernel.client.KernelClient;
import linum.kernel.protocol.Channel;
import linum.kernel.protocol.Json;
import linum.kernel.protocol.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's behaviour as a front end sees it, in one running kernel.
class KernelTest {
  private static KernelClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    client = KernelClient.start(folder);
  }

  @AfterAll
  static void end() {
    client.close();
  }

  @Nested
  class Execution {
    @Test
    void givesAResultThenTheReplyThenIdle() {
      Answer answer = client.execute("1 + 1");
      assertThat(answer.result()).isEqualTo("2");
      assertThat(answer.types())
          .containsExactly("status:busy", "execute_input", "execute_result", "status:idle");
      assertThat(answer.content().get("execution_count"))
          .isEqualTo(answer.only("execute_result").get("execution_count"));
    }

    @Test
    void rendersByTheExtensionsRenderer() {
      Answer answer = client.execute("Sample.of(3)");
      assertThat(answer.result("text/html")).isEqualTo("<b>3</b>");
      assertThat(answer.result()).isEqualTo("a sample");
    }

    @Test
    void publishesNothingWhenSilentAndDoesNotCount() {
      int before = client.execute("2").content().get("execution_count").getAsInt();
      Answer silent = client.execute("3", Json.object("silent", true));
      assertThat(silent.types()).containsExactly("status:busy", "status:idle");
      assertThat(silent.content().get("execution_count").getAsInt()).isEqualTo(before);
    }

    @Test
    void evaluatesUserExpressionsEachOnItsOwn() {
      JsonObject expressions = Json.object("good", "6 * 7", "bad", "1 / 0");
      JsonObject results =
          client
              .execute("int forExpressions = 1;", Json.object("user_expressions", expressions))
              .content()
              .getAsJsonObject("user_expressions");
      assertThat(results.getAsJsonObject("good").getAsJsonObject("data").get("text/plain"))
          .isEqualTo(Json.element("42"));
      assertThat(results.getAsJsonObject("bad").get("ename"))
          .isEqualTo(Json.element("java.lang.ArithmeticException"));
    }

    @Test
    void saysWhereAnExceptionCameFrom() {
      client.execute("int divide(int n) {\n  return 1 / n;\n}");
      Answer answer = client.execute("int zero = 0;\ndivide(zero)");
      assertThat(answer.status()).isEqualTo("error");
      assertThat(answer.content().has("execution_count")).isTrue();
      assertThat(answer.only("error").get("ename"))
          .isEqualTo(Json.element("java.lang.ArithmeticException"));
      assertThat(answer.traceback())
          .contains("/ by zero", "at divide, cell", "  >   2 |   return 1 / n;")
          .contains("  >   2 | divide(zero)")
          .doesNotContain("linum.kernel", "reflect");
    }

    @Test
    void abortsWhatWasSentBehindAFailingCell() {
      String failing = client.submit("Thread.sleep(200); throw new IllegalStateException(\"no\");");
      String next = client.submit("int neverRun = 1;");
      assertThat(client.answer(failing).status()).isEqualTo("error");
      assertThat(client.answer(next).status()).isEqualTo("aborted");
      assertThat(client.execute("neverRun").status()).isEqualTo("error");
    }

    @Test
    void runsWhatWasSentBehindAFailingCellIfAskedTo() {
      String code = "Thread.sleep(200); throw new IllegalStateException(\"no\");";
      JsonObject content = Json.object("code", code, "stop_on_error", false);
      String failing = client.send(Channel.SHELL, "execute_request", content);
      String next = client.submit("5 + 5");
      assertThat(client.answer(failing).status()).isEqualTo("error");
      assertThat(client.answer(next).result()).isEqualTo("10");
    }
  }

  @Nested
  class Streams {
    @Test
    void arriveInOrderBeforeTheResult() {
      Answer answer = client.execute("System.out.print(\"a\"); System.err.print(\"b\");\n7");
      assertThat(answer.printed("stdout")).isEqualTo("a");
      assertThat(answer.printed("stderr")).isEqualTo("b");
      assertThat(answer.types().indexOf("stream"))
          .isLessThan(answer.types().indexOf("execute_result"));
    }

    @Test
    void arriveWhileTheCellRuns() {
      String id = client.submit("System.out.println(\"live\"); while (true) Thread.sleep(10);");
      assertThat(client.awaitPublished(id, "stream").get("text")).isEqualTo(Json.element("live\n"));
      client.interrupt();
      assertThat(client.answer(id).status()).isEqualTo("error");
    }

    @Test
    void comeInFewMessages() {
      Answer answer = client.execute("for (int i = 0; i < 20_000; i++) System.out.println(i);");
      assertThat(answer.printed("stdout").lines()).hasSize(20_000);
      assertThat(answer.all("stream")).hasSizeLessThan(500);
    }

    @Test
    void ofAThreadThatOutlivesItsCellAreShown() {
      String id =
          client.submit(
              "Thread.ofPlatform().start(() -> { try { Thread.sleep(150); }"
                  + " catch (InterruptedException e) { } System.out.println(\"late\"); });");
      assertThat(client.answer(id).status()).isEqualTo("ok");
      assertThat(client.awaitPublished(id, "stream").get("text")).isEqualTo(Json.element("late\n"));
    }

    @Test
    void readInputByAskingTheFrontEnd() {
      String id = client.submit("new Scanner(System.in).nextLine() + \"!\"");
      assertThat(client.await(Channel.STDIN, "input_request").has("prompt")).isTrue();
      client.send(Channel.STDIN, "input_reply", Json.object("value", "typed"));
      assertThat(client.answer(id).result()).isEqualTo("typed!");
    }

    @Test
    void refuseToAskAFrontEndThatCannotAnswer() {
      Answer answer = client.execute("System.in.read()", Json.object("allow_stdin", false));
      assertThat(answer.only("error").get("evalue").getAsString())
          .startsWith("System.in: this front end cannot be asked for input.");
    }
  }

  @Nested
  class Displays {
    @Test
    void areShownUpdatedAndCleared() {
      Answer answer =
          client.execute(
              "String shown = display(Html.of(\"<i>1</i>\"));\n"
                  + "updateDisplay(shown, \"2\");\nclearOutput(true);");
      JsonObject first = answer.only("display_data");
      assertThat(first.getAsJsonObject("data").get("text/html"))
          .isEqualTo(Json.element("<i>1</i>"));
      assertThat(answer.only("update_display_data").get("transient"))
          .isEqualTo(first.get("transient"));
      assertThat(answer.only("clear_output")).isEqualTo(Json.object("wait", true));
    }

    @Test
    void areNotFollowedByTheirIdAsTheResult() {
      assertThat(client.execute("display(\"once\")").types())
          .containsExactly("status:busy", "execute_input", "display_data", "status:idle");
    }

    @Test
    void showImagesAsPng() {
      Answer answer = client.execute("new java.awt.image.BufferedImage(3, 2, 1)");
      assertThat(answer.result("image/png")).startsWith("iVBOR");
      assertThat(answer.result()).isEqualTo("BufferedImage 3 x 2");
    }
  }

  @Nested
  class Interrupts {
    private Answer interrupted(String code) {
      String id = client.submit("{ System.out.println(\"begun\");\n" + code + " }");
      client.awaitPublished(id, "stream");
      client.interrupt();
      Answer answer = client.answer(id);
      assertThat(client.execute("3 * 3").result()).isEqualTo("9");
      return answer;
    }

    @Test
    void stopAnEmptyLoop() {
      Answer answer = interrupted("while (true) { }");
      assertThat(answer.only("error").get("ename")).isEqualTo(Json.element("KeyboardInterrupt"));
    }

    @Test
    void stopASleep() {
      assertThat(interrupted("Thread.sleep(60_000);").traceback())
          .isEqualTo("KeyboardInterrupt: the cell was interrupted");
    }

    @Test
    void stopALoopThatSwallowsThem() {
      Answer answer =
          interrupted("while (true) { try { Thread.sleep(50); } catch (Throwable e) { } }");
      assertThat(answer.status()).isEqualTo("error");
    }

    @Test
    void stopTheWorkersOfAParallelStream() {
      client.execute("var turns = new java.util.concurrent.atomic.AtomicLong();");
      Answer answer =
          interrupted(
              "java.util.stream.IntStream.range(0, 8).parallel()"
                  + ".forEach(i -> { while (true) turns.incrementAndGet(); });");
      assertThat(answer.status()).isEqualTo("error");
      String before = client.execute("turns.get()").result();
      assertThat(client.execute("Thread.sleep(100);\nturns.get()").result()).isEqualTo(before);
    }

    @Test
    void abandonWhatIsStuckInsideTheJdk() {
      Answer answer = interrupted("java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum();");
      assertThat(answer.status()).isEqualTo("error");
      assertThat(answer.printed("stderr")).contains("goes on in the background");
    }

    @Test
    void endAWaitForInput() {
      String id = client.submit("System.in.read()");
      client.await(Channel.STDIN, "input_request");
      client.interrupt();
      assertThat(client.answer(id).status()).isEqualTo("error");
    }

    @Test
    void leaveTheNextCellAloneWhenNothingRuns() {
      client.interrupt();
      assertThat(client.execute("4 * 4").result()).isEqualTo("16");
    }
  }

  @Nested
  class Assistance {
    private JsonObject complete(String code) {
      int cursor = code.codePointCount(0, code.length());
      JsonObject content = Json.object("code", code, "cursor_pos", cursor);
      return client.request(Channel.SHELL, "complete_request", content).content();
    }

    private JsonObject inspect(String code, int cursor) {
      JsonObject content = Json.object("code", code, "cursor_pos", cursor, "detail_level", 0);
      return client.request(Channel.SHELL, "inspect_request", content).content();
    }

    private String completeness(String code) {
      return client
          .request(Channel.SHELL, "is_complete_request", Json.object("code", code))
          .status();
    }

    @Test
    void completesMembers() {
      JsonObject reply = complete("\"abc\".leng");
      assertThat(reply.getAsJsonArray("matches")).contains(Json.element("length()"));
      assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(6);
      assertThat(reply.get("cursor_end").getAsInt()).isEqualTo(10);
    }

    @Test
    void countsCodePointsAfterAnEmoji() {
      JsonObject reply = complete("String e = \"\uD83D\uDE00\uD83D\uDE00\"; e.leng");
      assertThat(reply.getAsJsonArray("matches")).contains(Json.element("length()"));
      assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(19);
    }

    @Test
    void completesMagicsByName() {
      assertThat(complete("%ti").getAsJsonArray("matches")).contains(Json.element("%time"));
      assertThat(complete("%%upp").getAsJsonArray("matches")).contains(Json.element("%%upper"));
    }

    @Test
    void completesTheArgumentsOfMagicsAsJava() {
      JsonObject reply = complete("%time Math.sqr");
      assertThat(reply.getAsJsonArray("matches")).contains(Json.element("sqrt("));
      assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(11);
    }

    @Test
    void inspectsANameTheCursorIsInside() {
      JsonObject reply = inspect("double d = Math.sqrt(2.0);", 18);
      assertThat(reply.get("found").getAsBoolean()).isTrue();
      JsonObject data = reply.getAsJsonObject("data");
      assertThat(data.keySet()).containsExactly("text/plain", "text/html", "text/markdown");
      assertThat(data.get("text/plain").getAsString()).startsWith("double Math.sqrt(double a)");
    }

    @Test
    void inspectsTheCallWhoseArgumentsTheCursorIsIn() {
      JsonObject data = inspect("Math.max(1, ", 12).getAsJsonObject("data");
      assertThat(data.get("text/plain").getAsString()).contains("int Math.max(int a, int b)");
    }

    @Test
    void inspectsByTheExtensionsDocumentation() {
      JsonObject data = inspect("Sample.of(", 10).getAsJsonObject("data");
      assertThat(data.get("text/markdown").getAsString()).contains("Makes a sample of `size`.");
    }

    @Test
    void findsNothingWhereNothingIs() {
      assertThat(inspect("   ", 1).get("found").getAsBoolean()).isFalse();
    }

    @Test
    void tellsCompleteFromIncompleteFromInvalid() {
      assertThat(completeness("int a = 1;")).isEqualTo("complete");
      assertThat(completeness("1 + 1")).isEqualTo("complete");
      assertThat(completeness("for (int i = 0; i < 3; i++) {")).isEqualTo("incomplete");
      assertThat(completeness("int a = = 1;")).isEqualTo("invalid");
      assertThat(completeness("System.out.println(\"hello")).isEqualTo("invalid");
      assertThat(completeness("%time 1")).isEqualTo("complete");
      assertThat(completeness("%%time\n1")).isEqualTo("incomplete");
    }

    @Test
    void answersWhileACellRuns() {
      String id = client.submit("System.out.println(\"busy\"); while (true) Thread.sleep(10);");
      client.awaitPublished(id, "stream");
      assertThat(complete("Math.sqr").getAsJsonArray("matches")).isNotEmpty();
      client.interrupt();
      client.answer(id);
    }
  }

  @Nested
  class Magics {
    @Test
    void assignTheirValue() {
      assertThat(client.execute("var twice = %pair 20 + 1\ntwice.get(1)").result()).isEqualTo("21");
    }

    @Test
    void takeAWholeCell() {
      assertThat(client.execute("%%upper a\nbc\nd").result()).isEqualTo("ABC\nD");
    }

    @Test
    void areNotFoundInTextBlocks() {
      assertThat(client.execute("\"\"\"\n%time 1\n\"\"\"").result()).isEqualTo("%time 1\n");
    }

    @Test
    void thatAreUnknownSayWhereToLook() {
      assertThat(client.execute("%nothing").traceback())
          .isEqualTo("MagicError: there is no magic %nothing.\n%lsmagic lists those there are.");
    }

    @Test
    void reportTheUsersExceptionAsItIs() {
      Answer answer = client.execute("%time 1 / 0");
      assertThat(answer.only("error").get("ename"))
          .isEqualTo(Json.element("java.lang.ArithmeticException"));
    }
  }

  @Nested
  class Protocol {
    @Test
    void introducesTheKernel() {
      JsonObject info =
          client.request(Channel.SHELL, "kernel_info_request", new JsonObject()).content();
      assertThat(info.get("status").getAsString()).isEqualTo("ok");
      assertThat(info.get("protocol_version").getAsString()).isEqualTo("5.4");
      assertThat(info.getAsJsonObject("language_info").get("name").getAsString()).isEqualTo("java");
    }

    @Test
    void answersOnControlWhileACellRuns() {
      String id = client.submit("System.out.println(\"busy\"); while (true) { }");
      client.awaitPublished(id, "stream");
      assertThat(client.request(Channel.CONTROL, "kernel_info_request", new JsonObject()).status())
          .isEqualTo("ok");
      client.interrupt();
      client.answer(id);
    }

    @Test
    void echoesTheHeartbeat() {
      assertThat(client.echo("ping")).isEqualTo("ping");
    }

    @Test
    void keepsAHistory() {
      client.execute("\"remembered\"");
      JsonObject request = Json.object("hist_access_type", "tail", "n", 1, "output", true);
      JsonArray history =
          client
              .request(Channel.SHELL, "history_request", request)
              .content()
              .getAsJsonArray("history");
      assertThat(history.get(0).getAsJsonArray().get(2))
          .isEqualTo(Json.element(List.of("\"remembered\"", "remembered")));
    }

    @Test
    void closesACommForAnUnknownTarget() {
      JsonObject content =
          Json.object("comm_id", "c1", "target_name", "nobody", "data", new JsonObject());
      List<Message> published = client.done(client.send(Channel.SHELL, "comm_open", content));
      assertThat(published).anyMatch(message -> message.type().equals("comm_close"));
      JsonObject info =
          client.request(Channel.SHELL, "comm_info_request", new JsonObject()).content();
      assertThat(info.getAsJsonObject("comms").size()).isZero();
    }

    @Test
    void goesIdleAfterAMessageItDoesNotKnow() {
      String id = client.send(Channel.SHELL, "no_such_request", new JsonObject());
      assertThat(client.done(id)).hasSize(2);
    }
  }

  @Test
  void endsPromptlyWhenAsked(@TempDir Path folder) {
    try (KernelClient other = KernelClient.start(folder)) {
      String id = other.submit("System.out.println(\"busy\"); while (true) { }");
      other.awaitPublished(id, "stream");
      JsonObject content = Json.object("restart", true);
      Answer answer = other.request(Channel.CONTROL, "shutdown_request", content);
      assertThat(answer.content()).isEqualTo(Json.object("status", "ok", "restart", true));
      assertThat(other.hasEnded(Duration.ofSeconds(4))).isTrue();
    }
  }
}
