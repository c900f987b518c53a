package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.RoundTrip;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTablesTest {
  @TempDir private Path folder;

  @Test
  void fillsOfAResultAndOfItsJournalAreTheSameTable() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    RunResult result = run(lines);
    Path journal = folder.resolve("journal.jsonl");
    Files.write(journal, lines.toByteArray());
    StringBuilder fromResult = new StringBuilder();
    StringBuilder fromJournal = new StringBuilder();
    RunTables.fills(result.fills(), List.of(Instrument.equity("SYN2")), fromResult);
    assertThat(JournalFills.write(journal, fromJournal)).isEqualTo(result.fills().size());
    assertThat(result.fills().size()).isGreaterThan(4);
    assertThat(fromJournal.toString()).isEqualTo(fromResult.toString());
    assertThat(fromResult.toString()).startsWith(RunTables.FILLS + "\n2010-");
  }

  @Test
  void equityHasOneRowAMomentWithExactDecimals() {
    RunResult result = run(new ByteArrayOutputStream());
    StringBuilder table = new StringBuilder();
    RunTables.equity(result.equity(), table);
    List<String> rows = table.toString().lines().toList();
    assertThat(rows).hasSize(result.equity().size() + 1);
    assertThat(rows.get(0)).isEqualTo("time,equity");
    assertThat(rows.get(1)).isEqualTo("2010-01-04T21:00:00.000000000Z,100000");
    assertThat(rows.getLast()).endsWith("," + FixedPoint.format(result.finalEquity()));
  }

  @Test
  void roundTripsAreWrittenAsTheyAre() {
    RoundTrip trip =
        new RoundTrip(
            "SPY",
            RoundTrip.Direction.SHORT,
            FixedPoint.ofUnits(10),
            1_704_205_800_000_000_001L,
            1_704_292_200_000_000_000L,
            17,
            18,
            FixedPoint.parse("470.25"),
            FixedPoint.parse("471"),
            FixedPoint.parse("-9.44"),
            FixedPoint.parse("1.94"),
            -0.002,
            0.0025,
            -0.0);
    StringBuilder table = new StringBuilder();
    RunTables.roundTrips(List.of(trip), table);
    assertThat(table.toString())
        .isEqualTo(
            RunTables.ROUND_TRIPS
                + "\nSPY,short,10,2024-01-02T14:30:00.000000001Z,2024-01-03T14:30:00.000000000Z,"
                + "17,18,470.25,471,-9.44,1.94,-0.002,0.0025,0.0\n");
  }

  private RunResult run(ByteArrayOutputStream journal) {
    BarColumns bars = SampleBars.synthetic(folder, 7, 2, 500).get(1);
    return Simulation.of(new AverageCross(5, 20, 0.9))
        .on(Instrument.equity("SYN2"), bars)
        .under(Assumptions.papertape())
        .journal(journal::write, RecordLevel.FOLDED)
        .run();
  }
}
