package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.health.HealthReason;
import io.papertape.live.session.SessionComparison.Cause;
import io.papertape.live.session.SessionComparison.Part;
import io.papertape.live.session.SessionComparison.Stage;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeWriter;
import io.papertape.market.AssetClass;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Made tapes beside made vendor history: each kind of fault is found in its part alone.
class SessionComparerTest {
  private static final int BARS = 1_000;
  private static final long MINUTE = 60_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long START = MadeMinutes.START;
  private static final Instrument AAA = Instrument.crypto("AAA");

  @TempDir private Path home;
  private final BarColumns bars = walk(1);
  private final List<TapeMoment> moments = new ArrayList<>();

  /// As the vendor describes it.
  private Instrument described = AAA;

  /// So much traded that orders fill at once.
  private static BarColumns walk(long seed) {
    return walk(seed, 1_000_000_000_000L);
  }

  private static BarColumns walk(long seed, long volumes) {
    BarColumns plain = MadeMinutes.walk(seed, BARS);
    long[] volume = new long[BARS];
    Arrays.fill(volume, volumes);
    return new BarColumns(
        BARS,
        plain.openTimeNanos(),
        plain.closeTimeNanos(),
        plain.open(),
        plain.high(),
        plain.low(),
        plain.close(),
        volume);
  }

  private static TapedBar taped(Bar bar, BarOrigin origin) {
    return new TapedBar(
        0,
        origin,
        bar.closeTimeNanos(),
        bar.closeTimeNanos(),
        bar.openTimeNanos(),
        bar.closeTimeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }

  private void tell(long nanos, TapeEvent event) {
    moments.add(new TapeMoment(nanos, List.of(event)));
  }

  private void tellBars(int from, int to) {
    for (int i = from; i < to; i++) {
      Bar bar = bars.bar(i);
      tell(bar.closeTimeNanos(), taped(bar, BarOrigin.LIVE));
    }
  }

  private SessionComparison compared(BarColumns vendor) throws IOException {
    return compared(vendor, START);
  }

  private SessionComparison compared(BarColumns vendor, long startNanos) throws IOException {
    Workspace workspace = new Workspace(home);
    store(workspace, vendor);
    SessionManifest manifest = manifest(startNanos);
    SessionFolder folder = SessionFolder.create(workspace, manifest, home.resolve("crosses"));
    moments.sort(Comparator.comparingLong(TapeMoment::timeNanos));
    try (TapeWriter tape =
        TapeWriter.open(folder.tape(), folder.id(), manifest.instruments(), _ -> {})) {
      moments.forEach(tape::append);
      tape.commit();
    }
    SessionComparison found = new SessionComparer(workspace, folder, Crosses::new).with("vendor");
    assertThat(found.parts().stream().mapToLong(Part::pnl).sum()).isEqualTo(found.difference());
    return found;
  }

  private void store(Workspace workspace, BarColumns vendor) {
    try (DataSetWriter writer =
        DataStore.in(workspace).writer("vendor", DataSetWriter.Mode.CREATE)) {
      var series =
          writer.series(
              described,
              new Resolution(1, Resolution.Unit.MINUTE),
              new Origin("UTC", "end", List.of(), List.of()));
      for (int i = 0; i < vendor.size(); i++) {
        Bar bar = vendor.bar(i);
        series.add(
            bar.openTimeNanos(),
            bar.closeTimeNanos(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume());
      }
      writer.commit();
    }
  }

  private static SessionManifest manifest(long startNanos) {
    return MadeManifest.of(
        "crosses",
        "replay:made",
        startNanos,
        List.of(new TapeInstrument(AAA, "replay", "AAA", MINUTE)));
  }

  private static Map<Cause, Long> parts(SessionComparison found) {
    return found.parts().stream().collect(Collectors.toMap(Part::cause, Part::pnl));
  }

  private RunResult backtest(BarColumns of) {
    return Simulation.of(new Crosses()).on(AAA, of).under(Assumptions.papertape()).run();
  }

  @Test
  void aWholeTapeOfTheSameBarsHasNoDifference() throws Exception {
    tellBars(0, BARS);
    SessionComparison found = compared(bars);
    assertThat(found.isSame()).isTrue();
    assertThat(found.difference()).isZero();
    assertThat(found.absent()).isZero();
    assertThat(found.of(Stage.SESSION).fills()).isGreaterThan(50);
    RunResult backtest = backtest(bars);
    assertThat(found.of(Stage.BACKTEST).fills()).isEqualTo(backtest.fills().size());
    assertThat(found.of(Stage.BACKTEST).pnl())
        .isEqualTo(backtest.finalEquity() - Assumptions.papertape().cash());
  }

  /// 1.3 · 10¹³ units are 1.3 · 10²¹ of the session's steps of 10⁻⁸.
  @Test
  void aVendorMayTellMoreVolumeThanTheSessionCounts() throws Exception {
    long unit = FixedPoint.ONE;
    described = new Instrument("AAA", AssetClass.CRYPTO, "USD", 1, 1, unit, unit, "24/7");
    tellBars(0, BARS);
    SessionComparison found = compared(walk(1, 13_000_000_000_000L));
    assertThat(found.of(Stage.SESSION).fills()).isGreaterThan(50);
    assertThat(found.difference()).isZero();
  }

  @Test
  void onlyTheTimeOfTheSessionIsCompared() throws Exception {
    tellBars(100, 600);
    SessionComparison found = compared(bars, START + 100 * MINUTE);
    assertThat(found.isSame()).isTrue();
    assertThat(found.of(Stage.BACKTEST).pnl())
        .isEqualTo(backtest(bars.slice(100, 600)).finalEquity() - Assumptions.papertape().cash());
  }

  @Test
  void aPauseAnOutageAndMissingBarsAreGaps() throws Exception {
    tellBars(0, 200);
    tell(
        START + 200 * MINUTE + 1,
        new OperatorCommand(START + 200 * MINUTE + 1, Command.PAUSE, "ada", "lunch"));
    tellBars(200, 300);
    tell(
        START + 300 * MINUTE + 1,
        new OperatorCommand(START + 300 * MINUTE + 1, Command.RESUME, "ada", "back"));
    tell(
        START + 301 * MINUTE,
        new MissingBar(0, START + 301 * MINUTE, START + 300 * MINUTE, START + 301 * MINUTE));
    tell(
        START + 420 * MINUTE + 1,
        new Outage(START + 420 * MINUTE, START + 302 * MINUTE, START + 420 * MINUTE));
    tellBars(420, BARS);
    SessionComparison found = compared(bars);
    assertThat(found.isSame()).isFalse();
    assertThat(found.difference()).isNotZero();
    assertThat(parts(found))
        .containsEntry(Cause.GAPS, found.difference())
        .containsEntry(Cause.LATENCY, 0L)
        .containsEntry(Cause.FILLS, 0L)
        .containsEntry(Cause.DATA, 0L);
    assertThat(found.absent()).isEqualTo(120);
    assertThat(found.faults()).isEqualTo(new TapeFaults(1, 0, 0, 1, 0, 2));
    assertThat(found.decision().orElseThrow().session()).contains("\"paused\"");
  }

  @Test
  void lateBarsAndVetoesForBrokenInputAreGaps() throws Exception {
    tellBars(0, 200);
    tell(
        START + 200 * MINUTE + 1,
        new InputChange(
            0,
            START + 200 * MINUTE + 1,
            InputState.BROKEN,
            HealthReason.DISCONNECTED,
            START + 200 * MINUTE));
    for (int i = 200; i < 260; i++) {
      tell(START + 260 * MINUTE + 1 + i, taped(bars.bar(i), BarOrigin.BACKFILLED));
    }
    tell(
        START + 280 * MINUTE + 1,
        new InputChange(
            0,
            START + 280 * MINUTE + 1,
            InputState.LIVE,
            HealthReason.DISCONNECTED,
            START + 280 * MINUTE));
    tellBars(260, BARS);
    SessionComparison found = compared(bars);
    assertThat(found.difference()).isNotZero();
    assertThat(parts(found)).containsEntry(Cause.GAPS, found.difference());
    assertThat(found.faults()).isEqualTo(new TapeFaults(0, 60, 2, 0, 0, 0));
    assertThat(found.absent()).isZero();
  }

  @Test
  void barsThatDifferAreData() throws Exception {
    tellBars(0, BARS);
    SessionComparison found = compared(walk(2));
    assertThat(found.difference()).isNotZero();
    assertThat(parts(found)).containsEntry(Cause.DATA, found.difference());
    assertThat(found.decision()).isPresent();
  }

  @Test
  void fillsOnQuotesThatTheVendorLacksAreFills() throws Exception {
    tellBars(0, BARS);
    for (int i = 0; i < BARS; i++) {
      Bar bar = bars.bar(i);
      long nanos = bar.closeTimeNanos() + SECOND;
      long spread = bar.close() / 100;
      tell(
          nanos,
          new TapedQuote(
              0,
              nanos,
              nanos,
              Arrival.IN_ORDER,
              i + 1L,
              bar.close() - spread,
              100_000_000_000L,
              bar.close() + spread,
              100_000_000_000L));
    }
    SessionComparison found = compared(bars);
    assertThat(found.difference()).isNegative();
    assertThat(parts(found))
        .containsEntry(Cause.FILLS, found.difference())
        .containsEntry(Cause.LATENCY, 0L);
  }

  @Test
  void quotesThatAreToldLateAreLatency() throws Exception {
    tellBars(0, BARS);
    for (int i = 0; i < BARS; i++) {
      Bar bar = bars.bar(i);
      long close = bar.closeTimeNanos();
      quote(close + SECOND, close + 40 * SECOND, 2L * i + 1, bar.close());
      quote(close + 10 * SECOND, close + 20 * SECOND, 2L * i + 2, bar.close() / 100 * 101);
    }
    SessionComparison found = compared(bars);
    assertThat(parts(found).get(Cause.LATENCY)).isNotZero();
    assertThat(parts(found)).containsEntry(Cause.GAPS, 0L).containsEntry(Cause.DATA, 0L);
  }

  private void quote(long venueNanos, long nanos, long sequence, long price) {
    tell(
        nanos,
        new TapedQuote(
            0,
            venueNanos,
            nanos,
            Arrival.IN_ORDER,
            sequence,
            price - 1_000_000,
            100_000_000_000L,
            price + 1_000_000,
            100_000_000_000L));
  }

  @Test
  void barsThatWarmTheSessionUpDoSoInTheBacktest() throws Exception {
    long start = START + 300 * MINUTE;
    for (int i = 0; i < 300; i++) {
      tell(start + 1 + i, taped(bars.bar(i), BarOrigin.BACKFILLED));
    }
    tellBars(300, BARS);
    SessionComparison found = compared(bars, start);
    assertThat(found.isSame()).isTrue();
    assertThat(found.of(Stage.BACKTEST).fills()).isPositive();
    assertThat(found.of(Stage.BACKTEST).pnl())
        .isNotEqualTo(backtest(bars).finalEquity() - Assumptions.papertape().cash());
  }
}
