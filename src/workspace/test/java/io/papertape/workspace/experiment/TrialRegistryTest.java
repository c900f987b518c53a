package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.experiment.Trials;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.SeriesWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialRegistryTest {
  private static final int PERIODS = 600;

  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  @Test
  void aConfigurationCountsOnceWithItsLatestRatio() {
    TrialRegistry registry = stage.registry("cross", "SYN1");
    registry.add(List.of(entry("a", 0.1), entry("b", 0.3), entry("a", 0.9)));
    assertThat(registry.add(List.of(entry("b", 0.7), entry("c", 0.2))))
        .containsOnlyKeys("a", "b", "c")
        .containsEntry("a", 0.9)
        .containsEntry("b", 0.7);
    Trials trials = stage.registry("cross", "SYN1").trials(PERIODS).orElseThrow();
    assertThat(trials).isEqualTo(Trials.of(new double[] {0.2, 0.7, 0.9}));
  }

  @Test
  void anotherStrategyOrOtherDataAreCountedApart() {
    stage.registry("cross", "SYN1").add(List.of(entry("a", 0.1)));
    assertThat(stage.registry("other", "SYN1").all()).isEmpty();
    assertThat(stage.registry("cross", "SYN2").all()).isEmpty();
    assertThat(stage.registry("cross", "SYN1").all()).hasSize(1);
    assertThat(stage.registry("other", "SYN1").trials(PERIODS)).isEmpty();
  }

  @Test
  void aTornLineIsCutOff() throws IOException {
    stage.registry("cross", "SYN1").add(List.of(entry("a", 0.1), entry("b", 0.3)));
    Path file = stage.registryFile();
    String whole = Files.readString(file);
    Files.writeString(file, "{\"configuration\":\"x\",\"sha", StandardOpenOption.APPEND);
    assertThat(stage.registry("cross", "SYN1").add(List.of(entry("c", 0.5))))
        .containsOnlyKeys("a", "b", "c");
    assertThat(Files.readString(file))
        .isEqualTo(whole + "{\"configuration\":\"c\",\"periods\":600,\"sharpe\":0.5}\n");
    assertThat(
            Files.readString(
                file.resolveSibling(".torn").resolve(file.getFileName() + "-" + whole.length())))
        .isEqualTo("{\"configuration\":\"x\",\"sha");
    assertThat(whole.lines().findFirst().orElseThrow())
        .startsWith("{\"data\":[{\"hash\":\"")
        .endsWith(
            "\"resolution\":\"1d\",\"rows\":600,\"symbol\":\"SYN1\"}],\"strategy\":\"cross\"}");
  }

  @ParameterizedTest
  @CsvSource({"garbage, it is no JSON", "{}, it names no trial"})
  void aDamagedLineIsNamedWithItsFile(String line, String reason) throws IOException {
    stage.registry("cross", "SYN1").add(List.of(entry("a", 0.1)));
    Path file = stage.registryFile();
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> stage.registry("cross", "SYN1").all())
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Trial registry has a damaged line: file=%s, line=3, reason=%s. Put the file back"
                    + " from a copy. Without one, take the line out: that trial is then no longer"
                    + " counted until it is run again.")
                .formatted(file, reason));
  }

  @Test
  void theOrderOfTrialsDoesNotChangeTheirSpread() {
    stage
        .registry("cross", "SYN1")
        .add(List.of(entry("a", 0.1), entry("b", 1e9), entry("c", -3.3)));
    stage
        .registry("other", "SYN1")
        .add(List.of(entry("b", 1e9), entry("c", -3.3), entry("a", 0.1)));

    assertThat(stage.registry("cross", "SYN1").trials(PERIODS))
        .isEqualTo(stage.registry("other", "SYN1").trials(PERIODS));
  }

  @Test
  void theLuckThatTheBestWasMeasuredAgainstIsKept() throws IOException {
    stage.registry("cross", "SYN1").add(List.of(entry("a", 0.1), entry("b", 0.3), entry("c", 0.5)));
    Trials three = Trials.of(new double[] {0.1, 0.3, 0.5});
    assertThat(stage.registry("cross", "SYN1").judging(List.of(), PERIODS)).isEqualTo(three);
    assertThat(Files.readString(stage.registryFile()))
        .endsWith("{\"luck\":%s,\"periods\":600,\"trials\":3}\n".formatted(three.luckySharpe()));

    stage.registry("cross", "SYN1").add(List.of(entry("d", 0.3), entry("e", 0.3)));
    Trials five = stage.registry("cross", "SYN1").judging(List.of(), PERIODS);
    assertThat(five.count()).isEqualTo(5);
    assertThat(five.luckySharpe()).isCloseTo(three.luckySharpe(), within(1e-15));
    assertThat(stage.registry("cross", "SYN1").trials(PERIODS)).contains(five);

    Trials part = new Trials(4, 0.9);
    assertThat(stage.registry("cross", "SYN1").judging(List.of(part), PERIODS).luckySharpe())
        .isCloseTo(part.luckySharpe(), within(1e-15));
    assertThat(stage.registry("cross", "SYN1").trials(PERIODS).orElseThrow().luckySharpe())
        .isCloseTo(part.luckySharpe(), within(1e-15));
    assertThat(stage.registry("cross", "SYN1").all()).hasSize(5);
  }

  /// A registry of an earlier version.
  @Test
  void whatWasKeptWithoutPeriodsIsReadAsItWas() throws IOException {
    stage.registry("cross", "SYN1").add(List.of());
    stage.registry("cross", "SYN1").add(List.of(entry("c", 0.2)));
    Path file = stage.registryFile();
    String header = Files.readString(file).lines().findFirst().orElseThrow();
    Files.writeString(
        file,
        header
            + """

            {"configuration":"a","sharpe":0.1}
            {"configuration":"b","sharpe":0.3}
            {"luck":0.7,"trials":2}
            """);

    assertThat(stage.registry("cross", "SYN1").ratios(PERIODS))
        .containsExactly(Map.entry("a", 0.1), Map.entry("b", 0.3));
    assertThat(stage.registry("cross", "SYN1").trials(PERIODS).orElseThrow().luckySharpe())
        .isCloseTo(0.7, within(1e-15));
    assertThat(stage.registry("cross", "SYN1").note())
        .contains(
            "2 of 2 trials on this data were entered by an earlier version, which kept neither how"
                + " long they were nor whether they were stopped early: each counts as run in full,"
                + " and as long as what it is compared with, until it is run again");
    stage.registry("cross", "SYN1").add(List.of(entry("b", 0.3)));
    assertThat(stage.registry("cross", "SYN1").note())
        .get()
        .asString()
        .startsWith("1 of 2 trials on this data was entered by an earlier version, ");
  }

  @Test
  void ofTrialsOfThisVersionNothingIsSaid() {
    TrialRegistry registry = stage.registry("cross", "SYN1");
    registry.add(List.of(entry("a", 0.1), new TrialRegistry.Entry("none", 0, 0)));
    assertThat(registry.note()).isEmpty();
  }

  /// An earlier version did not keep that a trial was stopped; the same stop shows it.
  @Test
  void whatTheSameStopEndsAgainWasStoppedThen() throws IOException {
    stage.registry("cross", "SYN1").add(List.of());
    stage.registry("cross", "SYN1").add(List.of(entry("c", 0.2)));
    Files.writeString(
        stage.registryFile(),
        """
        {"configuration":"a","sharpe":-0.5}
        {"configuration":"b","sharpe":0.3}
        """,
        StandardOpenOption.APPEND);
    TrialRegistry registry = stage.registry("cross", "SYN1");

    registry.add(
        List.of(
            new TrialRegistry.Entry("a", -0.5, PERIODS, true),
            new TrialRegistry.Entry("b", -0.4, PERIODS, true)));
    registry.judging(List.of(), PERIODS);

    assertThat(Files.readString(stage.registryFile()))
        .contains("{\"configuration\":\"a\",\"periods\":600,\"sharpe\":-0.5,\"stopped\":true}")
        .endsWith(
            "{\"luck\":%s,\"periods\":600,\"trials\":3}\n"
                .formatted(Trials.of(new double[] {0.2, 0.3}).counting(3).luckySharpe()));
    assertThat(registry.all()).containsEntry("b", 0.3);
  }

  /// The ratio of a month is twelve times as wide by chance as that of twelve years.
  @Test
  void trialsOfShortTimesCountByWhatTheirLengthMakesOfChance() {
    TrialRegistry registry = stage.registry("cross", "SYN1");
    registry.add(List.of(entry("a", 0.02), entry("b", 0.04), entry("c", 0.03)));
    double before = registry.judging(List.of(), PERIODS).luckySharpe();
    registry.add(
        List.of(
            new TrialRegistry.Entry("d", -0.2, 6),
            new TrialRegistry.Entry("e", 0.4, 6),
            new TrialRegistry.Entry("f", 0.3, 6)));
    assertThat(registry.ratios(PERIODS).get("e")).isCloseTo(0.04, within(1e-15));
    assertThat(registry.ratios(6).get("b")).isCloseTo(0.4, within(1e-15));
    assertThat(registry.ratios(6)).containsEntry("e", 0.4);

    registry.judging(List.of(), 6);
    double after = stage.registry("cross", "SYN1").trials(PERIODS).orElseThrow().luckySharpe();
    assertThat(after).isBetween(before, 0.04);
  }

  @Test
  void luckIsNotForgottenWhenBarsAreAdded() {
    grow(40, 0);
    growing("cross").add(List.of(entry("a", 0.1), entry("b", 0.3)));
    Trials wide = growing("cross").judging(List.of(new Trials(2, 0.9)), PERIODS);
    grow(60, 0);
    assertThat(growing("cross").trials(PERIODS)).contains(wide);
  }

  @Test
  void trialsAreNotForgottenWhenBarsAreAdded() {
    grow(40, 0);
    growing("cross").add(List.of(entry("a", 0.1), entry("b", 0.3)));
    grow(60, 0);
    growing("cross").add(List.of(entry("a", 0.2), entry("c", 0.5)));
    assertThat(growing("cross").all())
        .containsExactly(Map.entry("a", 0.2), Map.entry("b", 0.3), Map.entry("c", 0.5));
    assertThat(growing("other").all()).isEmpty();

    grow(80, 0);
    // From the longer of the two before it.
    assertThat(growing("cross").all()).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void dataThatBeganOtherwiseAreOtherData() {
    grow(40, 0);
    growing("cross").add(List.of(entry("a", 0.1)));
    grow(60, 1);

    assertThat(growing("cross").all()).isEmpty();
  }

  private TrialRegistry growing(String strategy) {
    return TrialRegistry.of(stage.workspace, strategy, "grown", List.of("UP"), Resolution.DAY);
  }

  /// So many days of a price that rises by one a day.
  private void grow(int days, int from) {
    long day = 86_400_000_000_000L;
    try (DataSetWriter writer =
        DataStore.in(stage.workspace).writer("grown", DataSetWriter.Mode.REPLACE)) {
      SeriesWriter out =
          writer.series(
              Instrument.crypto("UP"),
              Resolution.DAY,
              new Origin("UTC", "start", List.of(), List.of()));
      for (int i = 0; i < days; i++) {
        long price = FixedPoint.ofUnits(100 + from + i);
        out.add(i * day, (i + 1) * day, price, price, price, price, FixedPoint.ONE);
      }
      writer.commit();
    }
  }

  @Test
  void whatOthersAddMeanwhileIsSeen() throws IOException {
    TrialRegistry first = stage.registry("cross", "SYN1");
    TrialRegistry second = stage.registry("cross", "SYN1");
    first.add(List.of(entry("a", 0.1)));
    second.add(List.of(entry("b", 0.2), entry("a", 0.7)));
    assertThat(first.add(List.of(entry("b", 0.9), entry("c", 0.3))))
        .containsExactly(Map.entry("a", 0.7), Map.entry("b", 0.9), Map.entry("c", 0.3));
    assertThat(second.all()).isEqualTo(first.all());
    assertThat(Files.readString(stage.registryFile()).lines()).hasSize(6);
    assertThat(stage.registry("cross", "SYN1").all()).isEqualTo(first.all());

    Files.delete(stage.registryFile());
    assertThat(first.add(List.of(entry("d", 0.4)))).containsOnlyKeys("d");
  }

  private static TrialRegistry.Entry entry(String configuration, double sharpe) {
    return new TrialRegistry.Entry(configuration, sharpe, PERIODS);
  }
}
