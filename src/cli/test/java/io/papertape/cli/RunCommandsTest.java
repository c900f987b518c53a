package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandsTest extends StagedCommands {
  @Test
  void backtestPrintsTheTableAndKeepsTheRun() throws IOException {
    assertThat(run("backtest", "strategies/average")).as(err).isZero();

    assertThat(err).isEmpty();
    assertThat(out)
        .startsWith("strategy          average                   preset papertape\nperiod")
        .contains("period            2010-01-04 to 2011-03-11 ", "bars              300 ")
        .containsPattern("Sharpe +-?[0-9.]+ \\[-?[0-9.]+, -?[0-9.]+] +daily, .*; 95 % interval\n")
        .contains("\nnote: Prices are made up.\n")
        .doesNotContain("warning", "NaN");
    String id = id();
    assertThat(run("backtest", "strategies/average")).isZero();
    assertThat(out).endsWith("This run was there; made again, it is the same to the byte\n");
    assertThat(id()).isEqualTo(id);
  }

  @Test
  void aSymbolNamedTwiceIsRefused() {
    assertThat(run("backtest", "strategies/average", "--symbols=SYN2,SYN2")).isEqualTo(2);

    assertThat(err)
        .isEqualTo("Symbol is named twice: symbols=SYN2,SYN2, symbol=SYN2. Name each once.\n");
  }

  @Test
  void whyNotOfADayAfterTheRunIsRefused() {
    run("backtest", "strategies/average");

    assertThat(run("why-not", "last", "SYN1", "2050-01-01")).isEqualTo(2);
    assertThat(err)
        .startsWith("Run had ended by then: run=")
        .contains(", time=2050-01-01, last=2011-03-11T21:00:00Z.");
    assertThat(run("why-not", "last", "SYN1", "2011-03-11")).isZero();
  }

  @Test
  void aDayThatIsNoneIsNamedWithoutItsClass() {
    assertThat(run("backtest", "strategies/average", "--from=2020-13-01")).isEqualTo(2);

    assertThat(err)
        .startsWith(
            "Invalid value for option '--from': Not a date: value=2020-13-01."
                + " Write year, month and day as in 2010-01-04.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cash=0 | Not an amount of cash: --cash=0. Give a number from 0.01 to below 10^10 with at"
            + " most 8 decimals.",
        "--cash=-5 | Not an amount of cash: --cash=-5. Give a number from 0.01 to below 10^10 with"
            + " at most 8 decimals.",
        "--cash=1e30 | Not an amount of cash: --cash=1e30. Give a number from 0.01 to below 10^10"
            + " with at most 8 decimals.",
        "--fees-bps=few | Invalid value for option '--fees-bps': Not a number: value=few. Write it"
            + " as 2.5.",
        "--set=fast | Value for option '--set' (KEY=VALUE) should be in KEY=VALUE format but was"
            + " fast",
        "--form=2010-01-04 | Unknown option: '--form=2010-01-04'",
        "strategies/other | Argument too many: value=strategies/other. Leave it out."
      })
  void anAbsurdValueIsNamedAlone(String word, String message) {
    assertThat(run("backtest", "strategies/average", word)).isEqualTo(2);
    assertThat(err.lines().findFirst()).hasValue(message);
    assertThat(err.lines().count()).isLessThan(4);
  }

  @Test
  void runningOutOfMemoryIsOneLine() {
    stage =
        new RunStage(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertThat(run("backtest", "strategies/average")).isEqualTo(3);
    assertThat(err)
        .matches(
            "Out of memory: heapMegabytes=[0-9]+\\."
                + " Set JAVA_TOOL_OPTIONS=-Xmx8g or use fewer bars\\.\n");
  }

  @Test
  void aRunWithoutItsJournalIsNamed() throws IOException {
    run("backtest", "strategies/average", "--json");
    String id = new ObjectMapper().readTree(out).path("id").asText();
    Files.delete(folder.resolve(".papertape/runs").resolve(id).resolve("journal.jsonl"));

    assertThat(run("backtest", "strategies/average")).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            ("Run lacks a file: run=%s, file=journal.jsonl."
                    + " Restore it, or delete the folder and run again.\n")
                .formatted(id));
  }

  @Test
  void aRunThatLostItsJournalIsTamperingAndNoUnknownRun() throws IOException {
    run("backtest", "strategies/average", "--json");
    String id = new ObjectMapper().readTree(out).path("id").asText();
    Files.delete(folder.resolve(".papertape/runs").resolve(id).resolve("journal.jsonl"));

    assertThat(run("verify", id)).isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            "Run %s: FAILED: the record was changed\n  NO   files       journal.jsonl is missing\n"
                .formatted(id));
    assertThat(run("explain", id, "1")).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            ("Run lacks a file: run=%s, file=journal.jsonl."
                    + " Restore it, or delete the folder and run again.\n")
                .formatted(id));
  }

  @Test
  void whatCameOutOtherwiseIsNotSealedInTheLedger() throws IOException {
    assertThat(run("backtest", "strategies/average")).isZero();
    Path ledger = folder.resolve(".papertape/ledger/ledger.jsonl");
    String sealed = Files.readString(ledger);
    stage = new RunStage(RunStage.Failing::new);

    assertThat(run("backtest", "strategies/average")).isEqualTo(5);
    assertThat(Files.readString(ledger)).isEqualTo(sealed).hasLineCount(1);
  }

  @Test
  void aSentenceInAMessageEndsWithOnePeriod() {
    stage =
        new RunStage(
            () -> {
              throw new IllegalStateException("Not so: x=1. Do it otherwise.");
            });

    assertThat(run("backtest", "strategies/average")).isNotZero();
    assertThat(err).contains("Do it otherwise. ").doesNotContain("..");
    StringWriter text = new StringWriter();
    Failures.report(new IOException("No space left on device"), false, new PrintWriter(text));
    assertThat(text.toString())
        .isEqualTo(
            "Disk is full: cause=No space left on device. Free space, then run the same command"
                + " again. A sweep or walk-forward goes on where it was.\n");
  }

  @Test
  void aRunThatFailedHasNoReportAndIsNotToBeDeleted() throws IOException {
    stage = new RunStage(RunStage.Failing::new);
    run("backtest", "strategies/average", "--json");
    String id = new ObjectMapper().readTree(out).path("id").asText();

    assertThat(run("report", "last")).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            ("Run failed, so it has no report: run=%s. papertape explain %s 2 shows why, --csv"
                    + " writes its tables.\n")
                .formatted(id, id));
    assertThat(run("explain", id, "2")).isZero();
    assertThat(out).contains("failure", "No more: bar=99");
  }

  @Test
  void aRootThatIsNoHashIsAUsageError() {
    assertThat(run("backtest", "strategies/average")).isZero();
    assertThat(run("verify", "last", "--root", "abc")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Not a root: --root abc. Give the 64 hex digits that papertape backtest printed.\n");
  }

  @Test
  void jsonIsTheStoredResultAndItsTrial() throws IOException {
    assertThat(run("backtest", "strategies/average", "--json")).isZero();

    ObjectNode printed = (ObjectNode) new ObjectMapper().readTree(out);
    Path stored = folder.resolve(".papertape/runs").resolve(printed.path("id").asText());
    JsonNode trial = printed.remove("trial");
    assertThat(trial.path("number").asInt()).isEqualTo(1);
    assertThat(trial.path("uncounted").asInt(-1)).isZero();
    assertThat(trial.path("deflatedSharpe").has("value")).isTrue();
    assertThat(printed)
        .isEqualTo(new ObjectMapper().readTree(stored.resolve("result.json").toFile()));
  }

  @Test
  void flagsMakeAnotherRun() throws IOException {
    run("backtest", "strategies/average", "--json");
    JsonNode plain = new ObjectMapper().readTree(out);
    assertThat(
            run(
                "backtest",
                "strategies/average",
                "--json",
                "--symbols=SYN2",
                "--from=2010-03-01",
                "--cash=5000",
                "--fees-bps=50",
                "--set=days=20"))
        .as(err)
        .isZero();
    JsonNode other = new ObjectMapper().readTree(out);

    assertThat(other.path("id")).isNotEqualTo(plain.path("id"));
    assertThat(other.path("cash").asText()).isEqualTo("5000");
    assertThat(other.path("from").asText()).isEqualTo("2010-03-01T14:30:00Z");
    Path manifest =
        folder.resolve(".papertape/runs/" + other.path("id").asText() + "/manifest.json");
    assertThat(new ObjectMapper().readTree(manifest.toFile()).at("/assumptions/fees/rate").asText())
        .isEqualTo("0.005");
  }

  @Test
  void aLookAheadPresetIsSaidAloud() {
    assertThat(run("backtest", "strategies/average", "--preset", "backtesting.py")).isZero();
    assertThat(out)
        .contains(
            "\nwarning: preset backtesting.py lets fills use prices from before the order could"
                + " arrive: results look ahead\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data | us | data.set=other | Said twice: --data=us, --set data.set=other.",
        "--symbols | A,B | data.symbols=[C] | Said twice: --symbols=A,B, --set data.symbols=[C].",
        "--from | 2010-01-04 | data.from=2011-01-03 |"
            + " Said twice: --from=2010-01-04, --set data.from=2011-01-03.",
        "--cash | 5 | execution.cash=6 | Said twice: --cash=5, --set execution.cash=6.",
        "--fees-bps | 1 | execution.fees.bps=2 |"
            + " Said twice: --fees-bps=1.0, --set execution.fees.bps=2.",
        "--preset | backtrader | execution.latency=1s |"
            + " Said twice: --preset=backtrader, --set execution.latency=1s.",
      })
  void whatIsSaidTwiceIsNotIgnoredOnce(String flag, String value, String set, String message) {
    assertThat(run("backtest", "strategies/average", flag, value, "--set", set)).isEqualTo(2);
    assertThat(err).isEqualTo(message + " Leave one of them out.\n");
  }

  @Test
  void wrongFlagsAreUsageErrors() {
    assertThat(run("backtest", "strategies/average", "--preset", "zipline")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Unknown preset: preset=zipline. Use papertape, backtesting.py or backtrader.\n");
    assertThat(run("backtest", "strategies/average", "--fees-bps", "20000")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Basis points out of range: --fees-bps=20000.0. Use 0 to 9999.99; 10000 are 100 %.\n");
    assertThat(run("backtest", "strategies/average", "--from=2011-01-01", "--to=2010-01-01"))
        .isEqualTo(2);
    assertThat(run("backtest", "strategies/average", "--data", "none")).isEqualTo(4);
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN9")).isEqualTo(4);
  }

  @Test
  void aFailedStrategyEndsWithFiveAndNamesTheEntry() throws IOException {
    stage = new RunStage(RunStage.Failing::new);

    assertThat(run("backtest", "strategies/average")).isEqualTo(5);

    assertThat(err)
        .isEqualTo(
            ("Strategy failed: run=%1$s, entry=2, cause=java.lang.IllegalStateException:"
                    + " No more: bar=99. The journal up to there is sealed and kept:"
                    + " papertape explain %1$s 2\n")
                .formatted(id()));
    assertThat(out).containsPattern("\nbars +300 +of all .*; the run came to 20\\S+Z only\n");
    assertThat(run("verify", "last")).isZero();
  }

  @Test
  void verifySaysWhatHoldsAndWhatIsNotProven() throws IOException {
    run("backtest", "strategies/average");
    String id = id();

    assertThat(run("verify", "last")).isZero();
    assertThat(out).startsWith("Run " + id + ": verified\n").contains("  note not proven  ");
    Path journal = folder.resolve(".papertape/runs/" + id + "/journal.jsonl");
    Files.writeString(journal, Files.readString(journal).replaceFirst("\"buy\"", "\"bux\""));
    assertThat(run("verify", id.substring(0, 5))).isEqualTo(1);
    assertThat(out)
        .startsWith("Run " + id + ": FAILED: the record was changed\n")
        .contains("\"bux\"", "made again:  {\"seq\":");
    assertThat(run("verify", "last", "--json")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(out).path("verdict").asText())
        .isEqualTo("record-changed");
    assertThat(run("backtest", "strategies/average")).isEqualTo(1);
    assertThat(out).contains("This run was there and DIFFERS at journal.jsonl, entry ");
  }

  @Test
  void verifyTellsAChangedInputByItsExitCode() {
    run("backtest", "strategies/average");
    run("data", "generate", "--symbols", "2", "--days", "300", "--seed", "9", "--replace");

    assertThat(run("verify", "last")).isEqualTo(4);
    assertThat(out).contains("not made again: an input changed", "This is a changed input");
  }

  @Test
  void anUnknownRunNamesThoseThereAre() throws IOException {
    assertThat(run("verify", "last")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "No runs yet: run=last, folder=%s. papertape backtest STRATEGY makes one.\n"
                .formatted(folder.resolve(".papertape/runs")));
    run("backtest", "strategies/average");
    String id = id();
    assertThat(run("verify", "zz")).isEqualTo(2);
    assertThat(err).isEqualTo("No such run: run=zz. There are: %s.\n".formatted(id));
  }

  @Test
  void explainWalksFromTheFillToTheDecisionAndOn() throws IOException {
    run("backtest", "strategies/average");
    long fill = seqOf("\"kind\":\"fill\"");

    assertThat(run("explain", "last", Long.toString(fill))).as(err).isZero();
    assertThat(out)
        .contains("because of\n", "decision ", "order ", "inputs\n  sma(20) ", "result\n  long ");
    long decision = seqOf("\"kind\":\"decision\"");
    assertThat(run("explain", "last", Long.toString(decision), "--json")).isZero();
    JsonNode found = new ObjectMapper().readTree(out);
    assertThat(found.path("entry").path("seq").asLong()).isEqualTo(decision);
    assertThat(found.path("effects").get(0).path("kind").asText()).isEqualTo("order");
    assertThat(found.path("effects").get(1).path("kind").asText()).isEqualTo("fill");
    assertThat(found.at("/roundTrips/0/symbol").asText()).isEqualTo("SYN1");
    assertThat(run("explain", "last", "99999")).isEqualTo(2);
    assertThat(err)
        .startsWith("No such entry: run=%s, seq=99999. The journal has 0 ".formatted(id()));
  }

  @Test
  void whyNotShowsTheInputsOfAHold() throws IOException {
    run("backtest", "strategies/average");

    assertThat(run("why-not", "last", "SYN1", "2010-01-08")).as(err).isZero();
    assertThat(out)
        .contains(
            "2010-01-08T21:00:00Z  hold  evaluation=4, instrument=SYN1, reason=warm-up\n",
            "No order, because: warm-up\nheld then: 0\n",
            "The digest in the seal holds: this is what the run saw.\n");
    assertThat(run("why-not", "last", "SYN1", "2010-06-01", "--json")).isZero();
    JsonNode found = new ObjectMapper().readTree(out);
    assertThat(found.path("digestHolds").asBoolean()).isTrue();
    assertThat(found.at("/evaluations/0/entry/inputs/sma(20)").asDouble()).isPositive();
    assertThat(run("why-not", "last", "SYN9", "2010-06-01")).isEqualTo(2);
    assertThat(run("why-not", "last", "SYN1", "soon")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Not a time: time=soon. Use a date such as 2010-03-01 or a time such as"
                + " 2010-03-01T21:00:00Z.\n");
    assertThat(run("why-not", "last", "SYN1", "2009-06-01")).isZero();
    assertThat(out).contains("No evaluation up to then");
  }

  @Test
  void diffNamesTheInputTheDecisionAndTheFigures() throws IOException {
    run("backtest", "strategies/average");
    String first = id();
    run("backtest", "strategies/average", "--cash=5000");

    assertThat(run("diff", first, "last")).as(err).isZero();
    assertThat(out)
        .startsWith(
            "%s against %s\ninputs\n  assumptions.cash             100000 -> 5000\n"
                .formatted(first, id()))
        .contains("first other decision: number 1\n", "\nfigures\n", "  finalEquity  ");
    assertThat(run("diff", first, first)).isZero();
    assertThat(out).endsWith("inputs: the same\ndecisions: the same\nfigures: the same\n");
  }

  private long seqOf(String text) throws IOException {
    Path journal = folder.resolve(".papertape/runs/" + id() + "/journal.jsonl");
    return Files.readAllLines(journal).stream().takeWhile(line -> !line.contains(text)).count();
  }

  private String id() throws IOException {
    return Files.readString(folder.resolve(".papertape/runs/.last")).strip();
  }
}
