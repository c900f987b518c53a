package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.run.Verification.Verdict;
import io.papertape.workspace.store.DataSetWriter.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SPY, 1998 to 2021, from the file to a run that is verified and tampered with.
class RealRunTest {
  @TempDir private Path home;
  private RunStage stage;

  @BeforeEach
  void importSpy() {
    Path root = Path.of(System.getProperty("papertape.root")).toAbsolutePath();
    Path file = root.resolveSibling("shared/oracles/inputs/SPY_LEAND.csv.gz").normalize();
    Assumptions.assumeTrue(
        Files.exists(file),
        "Skipped: real market data are absent: file=shared/oracles/inputs/SPY_LEAND.csv.gz");
    stage = new RunStage(home);
    new CsvImport(stage.workspace, CsvOptions.detected()).run("spy", Mode.CREATE, List.of(file));
    stage.strategy = StatedStrategy.of("cross", "spy", () -> new CrossingAverages(20, 100, 0.9));
  }

  @Test
  void aRunOnRealHistoryIsVerifiedAndTamperingIsFound() throws IOException {
    Backtest.Outcome outcome = stage.run();
    RunFolder run = outcome.folder();

    assertThat(outcome.result().path("bars").asInt()).isEqualTo(5849);
    assertThat(outcome.result().path("from").asText()).isEqualTo("1998-01-02T14:30:00Z");
    assertThat(outcome.result().path("to").asText()).isEqualTo("2021-03-31T20:00:00Z");
    assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.VERIFIED);

    List<String> lines = Files.readAllLines(run.journal());
    String better = lines.get(4).replaceFirst("\"price\":\"\\d", "\"price\":\"0");
    assertThat(better).isNotEqualTo(lines.get(4));
    Files.writeString(run.journal(), Files.readString(run.journal()).replace(lines.get(4), better));
    Verification found = stage.verify(run);
    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(found.difference()).hasValue(new EntryDifference(4, better, lines.get(4)));
  }

  /// Ratio of the file's last close, 396.33, to its first open, 97.31; the run itself buys
  /// nothing.
  @Test
  void theBenchmarkIsTheSharesOwnHistory() {
    stage.strategy = StatedStrategy.of("idle", "spy", Idle::new);

    JsonNode figures = stage.run().result().path("figures");

    assertThat(value(figures, "benchmarkReturn")).isCloseTo(396.33 / 97.31 - 1, within(1e-12));
    assertThat(value(figures, "totalReturn")).isZero();
    assertThat(value(figures, "timeInMarket")).isZero();
  }

  private static double value(JsonNode figures, String name) {
    for (JsonNode figure : figures) {
      if (figure.path("name").asText().equals(name)) {
        return figure.path("value").asDouble(Double.NaN);
      }
    }
    throw new AssertionError("No such figure: " + name);
  }

  private static final class Idle implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {}
  }
}
