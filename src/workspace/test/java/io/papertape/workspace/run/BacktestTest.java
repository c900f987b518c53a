package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.journal.Sha256;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.strategy.DataSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {
  @TempDir private Path home;

  @Test
  void aRunLeavesItsFolderAndNothingElse() throws IOException {
    Backtest.Outcome outcome = new RunStage(home).run();

    assertThat(names(outcome.folder().path()))
        .containsExactly(
            "equity.csv",
            "journal.jsonl",
            "manifest.json",
            "origin.json",
            "report.html",
            "result.json",
            "round-trips.csv");
    assertThat(names(home.resolve("runs")))
        .containsExactly(".last", ".locks", outcome.folder().id());
    assertThat(outcome.wasThere()).isFalse();
    assertThat(outcome.failedSeq()).isEqualTo(-1);
    assertThat(outcome.result().path("status").asText()).isEqualTo("complete");
    assertThat(outcome.result().path("fills").asInt()).isGreaterThan(10);
    assertThat(outcome.folder().readResult())
        .isEqualTo(CanonicalJson.read(CanonicalJson.indented(ResultJson.of(outcome.run()))));
  }

  @Test
  void theIdIsTheBeginningOfTheManifestsHash() throws IOException {
    RunFolder folder = new RunStage(home).run().folder();

    String hash = Sha256.hex(Files.readAllBytes(folder.manifest()));
    assertThat(folder.id()).isEqualTo(hash.substring(0, 16));
    assertThat(Files.readString(folder.journal())).contains("\"manifest\":\"" + hash + "\"");
    assertThat(folder.readManifest().hash()).isEqualTo(hash);
  }

  @Test
  void runningAgainComparesAndLeavesTheFilesAlone() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    Files.setLastModifiedTime(folder.journal(), FileTime.fromMillis(1_000_000_000_000L));

    Backtest.Outcome again = stage.run();

    assertThat(again.wasThere()).isTrue();
    assertThat(again.parting()).isEmpty();
    assertThat(again.folder()).isEqualTo(folder);
    assertThat(Files.getLastModifiedTime(folder.journal()).toMillis())
        .isEqualTo(1_000_000_000_000L);
  }

  @Test
  void aResultFromBeforeItStatedTheCurrencyIsTheSameAndAnyOtherByteIsNot() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    Path result = folder.path().resolve("result.json");
    String stated = Files.readString(result);
    assertThat(stated).contains("  \"currency\" : \"USD\",\n");

    Files.writeString(result, stated.replace("  \"currency\" : \"USD\",\n", ""));
    assertThat(stage.run().parting()).isEmpty();
    assertThat(stage.verify(folder).verdict()).isEqualTo(Verification.Verdict.VERIFIED);
    Files.writeString(result, stated.replace("\"USD\"", "\"JPY\""));
    assertThat(stage.run().parting()).hasValue("result.json");
    Files.writeString(result, stated.replace("\"status\" : ", "\"status\" :  "));
    assertThat(stage.run().parting()).hasValue("result.json");
  }

  @Test
  void aRunThatIsNotToBeKeptLeavesNothing() throws IOException {
    RunStage stage = new RunStage(home);
    RunProgress refusing =
        new RunProgress() {
          @Override
          public void starts(long firstNanos, long lastNanos, long bars) {}

          @Override
          public void reached(long nanos) {}

          @Override
          public void keeps() {
            throw new IllegalStateException("Not to be kept.");
          }
        };
    Backtest backtest = new Backtest(stage.workspace);

    assertThatThrownBy(() -> backtest.run(RunPlan.of(stage.strategy), refusing))
        .hasMessage("Not to be kept.");
    assertThat(names(home.resolve("runs"))).containsExactly(".locks");

    String kept = stage.run().folder().id();
    Files.delete(home.resolve("runs/.last"));
    assertThatThrownBy(() -> backtest.run(RunPlan.of(stage.strategy), refusing))
        .hasMessage("Not to be kept.");
    assertThat(names(home.resolve("runs"))).containsExactly(".locks", kept);
  }

  @Test
  void whatAProcessThatEndedLeftIsDroppedByTheNextRun() throws IOException {
    RunStage stage = new RunStage(home);
    Runs runs = Runs.in(stage.workspace);
    Files.createDirectories(runs.draft("a".repeat(16)).path());
    Files.writeString(runs.draft("a".repeat(16)).journal(), "half");

    String kept = stage.run().folder().id();

    assertThat(names(home.resolve("runs"))).containsExactly(".last", ".locks", kept);
  }

  @Test
  void whatAKilledProcessLeftIsDroppedUnlessSomebodyIsAtWorkOnIt() throws IOException {
    RunStage stage = new RunStage(home);
    String kept = stage.run().folder().id();
    Runs runs = Runs.in(stage.workspace);
    for (String id : List.of("a".repeat(16), "b".repeat(16))) {
      Files.createDirectories(runs.draft(id).path());
      Files.writeString(runs.draft(id).journal(), "half");
    }
    try (WriteLock _ = WriteLock.take(runs.lock("b".repeat(16)), WriteLock.PATIENCE)) {
      assertThat(runs.dropDrafts()).containsExactly("a".repeat(16));
    }
    assertThat(runs.draft("b".repeat(16)).path()).exists();
    assertThat(runs.dropDrafts()).containsExactly("b".repeat(16));
    assertThat(names(home.resolve("runs"))).containsExactly(".last", ".locks", kept);
  }

  @Test
  void runningAgainNamesTheEntryAtWhichTheStoredRunDiffers() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    List<String> lines = Files.readAllLines(folder.journal());
    lines.set(7, lines.get(7).replace("Z\"", "z\""));
    String changed = String.join("\n", lines) + "\n";
    Files.writeString(folder.journal(), changed);

    assertThat(stage.run().parting()).hasValue("journal.jsonl, entry 7");
    assertThat(folder.journal()).hasContent(changed);
  }

  @Test
  void anotherInputIsAnotherRun() {
    RunStage stage = new RunStage(home);
    String first = stage.run().folder().id();

    assertThat(stage.run(stage.strategy.with("few", "6")).folder().id()).isNotEqualTo(first);
    assertThat(stage.run(stage.strategy.source("A.java", "b".repeat(64))).folder().id())
        .isNotEqualTo(first);
    stage.generate(2);
    assertThat(stage.run().folder().id()).isNotEqualTo(first);
    assertThat(Runs.in(stage.workspace).ids()).hasSize(4);
  }

  @Test
  void aStrategyThatFailsLeavesASealedJournal() throws IOException {
    RunStage stage = new RunStage(home);
    Strategy broken =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            if (context.barIndex(instrument) == 50) {
              throw new IllegalStateException("Cannot go on: bar=50. Stop.");
            }
          }
        };
    stage.strategy = StatedStrategy.of("broken", "market", () -> broken);

    Backtest.Outcome outcome = stage.run();

    List<String> lines = Files.readAllLines(outcome.folder().journal());
    assertThat(outcome.failedSeq()).isEqualTo(lines.size() - 2);
    assertThat(lines.get(lines.size() - 2))
        .contains("\"kind\":\"failure\"", "\"message\":\"java.lang.IllegalStateException\"");
    assertThat(lines.getLast()).contains("\"kind\":\"seal\"", "\"status\":\"failed\"");
    assertThat(outcome.result().path("status").asText()).isEqualTo("failed");
    assertThat(outcome.result().path("failure").asText())
        .isEqualTo("java.lang.IllegalStateException: Cannot go on: bar=50. Stop.");
    assertThat(stage.verify(outcome.folder()).verdict()).isEqualTo(Verification.Verdict.VERIFIED);
  }

  @Test
  void aStrategyThatFailsAtItsStartLeavesASealedJournalToo() {
    RunStage stage = new RunStage(home);
    Strategy broken =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            throw new IllegalStateException("Cannot begin.");
          }
        };
    stage.strategy = StatedStrategy.of("broken", "market", () -> broken);

    Backtest.Outcome outcome = stage.run();

    assertThat(outcome.failedSeq()).isEqualTo(1);
    assertThat(outcome.result().path("from")).isEqualTo(outcome.result().path("to"));
  }

  @Test
  void aStrategyThatNeverReturnsFromItsOwnCallsFailsLikeAnyOther() throws IOException {
    RunStage stage = new RunStage(home);
    Strategy endless =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            if (instrument >= 0) {
              onBar(context, instrument);
            }
          }
        };
    stage.strategy = StatedStrategy.of("endless", "market", () -> endless);

    Backtest.Outcome outcome = stage.run();

    assertThat(outcome.failedSeq()).isEqualTo(1);
    assertThat(Files.readString(outcome.folder().journal()))
        .contains("\"message\":\"java.lang.StackOverflowError\"");
  }

  @Test
  void barsThatAreNotThoseImportedAreRefused() throws IOException {
    RunStage stage = new RunStage(home);
    Path rows;
    try (Stream<Path> files = Files.walk(home.resolve("data"))) {
      rows =
          files
              .filter(file -> file.toString().contains("SYN1"))
              .filter(file -> file.toString().contains(".tail."))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(rows);
    bytes[bytes.length / 2] ^= 1;
    Files.write(rows, bytes);

    assertThatThrownBy(stage::run)
        .isInstanceOf(WorkspaceException.class)
        .hasMessageMatching(
            "Stored bars are damaged: dataSet=market, symbol=[A-Z0-9]+, resolution=1d,"
                + " imported=[0-9a-f]{64}, found=[0-9a-f]{64}\\."
                + " Import them again with --replace\\.");
    assertThat(home.resolve("runs")).doesNotExist();
  }

  @Test
  void anErrorThatIsNoExceptionFailsTheStrategyToo() throws IOException {
    RunStage stage = new RunStage(home);
    Strategy erring =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            throw new Error("No way on");
          }
        };
    stage.strategy = StatedStrategy.of("erring", "market", () -> erring);

    Backtest.Outcome outcome = stage.run();

    assertThat(outcome.failedSeq()).isEqualTo(1);
    assertThat(Files.readString(outcome.folder().journal()))
        .contains("\"message\":\"java.lang.Error\"");
  }

  @Test
  void aFullDiskIsNoFailureOfTheStrategyAndLeavesNothing() throws IOException {
    RunStage stage = new RunStage(home);
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "Skipped: no device that is always full: /dev/full");
    RunPlan plan = RunPlan.of(stage.strategy);
    RunBars data = RunBars.load(stage.workspace, plan.data());
    Manifest manifest = Manifest.of(plan, data);

    try (JournalFile journal = new JournalFile(FileChannel.open(full, StandardOpenOption.WRITE))) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  FinishedRun.of(manifest, data, plan.strategy().create(), journal, _ -> {});
                }
              })
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> journal.write(new byte[1], 0, 1))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aStrategyThatCannotBeMadeLeavesNothing() throws IOException {
    RunStage stage = new RunStage(home);
    stage.strategy =
        StatedStrategy.of(
            "none",
            "market",
            () -> {
              throw new IllegalStateException("No.");
            });

    assertThatThrownBy(stage::run).hasMessage("No.");

    assertThat(names(home.resolve("runs"))).containsExactly(".locks");
  }

  @Test
  void daysWithoutBarsAreADataError() {
    RunStage stage = new RunStage(home);
    RunPlan plan = RunPlan.of(stage.strategy);
    var later =
        new DataSelection(
            "market",
            List.of("SYN1"),
            plan.data().resolution(),
            Optional.of(LocalDate.of(2050, 1, 1)),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> new Backtest(stage.workspace).run(plan.on(later), RunProgress.SILENT))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "No bars in the chosen days: symbol=SYN1, from=2050-01-01, to=end."
                + " The data set has 2010-01-04 to 2011-03-11.");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
