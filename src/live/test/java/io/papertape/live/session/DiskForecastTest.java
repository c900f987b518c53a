package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Instrument;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskForecastTest {
  private static final List<TapeInstrument> TWO =
      List.of(
          new TapeInstrument(Instrument.crypto("A"), "v", "A", 60_000_000_000L),
          new TapeInstrument(Instrument.crypto("B"), "v", "B", 60_000_000_000L));

  private static final OptionalDouble LIVE = OptionalDouble.empty();
  private static final OptionalDouble AT_ONCE = OptionalDouble.of(0);

  /// A reading of the clock each second: 23 bytes, and 41 of its commit.
  private static final long READINGS = 86_400L * (23 + 41);

  @TempDir private Path home;

  private static DiskForecast free(long bytes, boolean isReplay) {
    return new DiskForecast(
        30_000_000, 70_000_000, "2 instruments, 2880 bars a day", bytes, isReplay, Retention.ALL);
  }

  @Test
  void barsAreCountedByTheirLength() {
    DiskForecast disk = DiskForecast.of(TWO, false, false, LIVE, Retention.parse("90d"), home);
    assertThat(disk.basis()).isEqualTo("2 instruments, 2880 bars a day");
    assertThat(disk.journalBytes()).isEqualTo(2_880 * 320);
    // Per minute: a moment with two bars of about 40 bytes, and at most two commits of 41.
    assertThat(disk.tapeBytes() - READINGS).isBetween(1_440L * 80, 1_440L * 180);
    assertThat(disk.freeBytes()).isPositive();
    assertThat(disk.text())
        .startsWith("about 6.7 MB a day: tape 5.8 MB, journal 922 kB (")
        .endsWith(" free; tape kept 90d after the session has ended");
  }

  @Test
  void barsOfAMarketThatClosesAreThoseOfItsSession() {
    List<TapeInstrument> one =
        List.of(new TapeInstrument(Instrument.equity("A"), "v", "A", 60_000_000_000L));
    DiskForecast disk = DiskForecast.of(one, false, false, AT_ONCE, Retention.ALL, home);
    assertThat(disk.basis()).isEqualTo("1 instrument, 390 bars a day");
    assertThat(disk.journalBytes()).isEqualTo(390 * 320);
    // Measured over a replay on minutes of New York at full speed: 135 kB a day.
    assertThat(disk.bytesPerDay()).isBetween(125_000L, 185_000L);
  }

  /// Its clock is told each second, also at night: 86,400 times 64 bytes are 5.5 MB a day.
  @Test
  void aFeedOfBarsHasItsClockTold() {
    List<TapeInstrument> one =
        List.of(new TapeInstrument(Instrument.equity("A"), "v", "A", 86_400_000_000_000L));
    long bars = tape(one, AT_ONCE);
    assertThat(bars).isLessThan(200);
    assertThat(tape(one, LIVE) - bars).isEqualTo(READINGS);
    assertThat(tape(one, OptionalDouble.of(1)) - bars).isEqualTo(READINGS);
    // Looked at twenty times a second: a second passes in between at 20 times, three at 60 times.
    assertThat(tape(one, OptionalDouble.of(20)) - bars).isEqualTo(READINGS);
    assertThat(tape(one, OptionalDouble.of(60)) - bars).isEqualTo(READINGS / 3);
  }

  /// Of quotes only while the market is closed: 17.5 hours of a day of New York.
  @Test
  void aFeedOfQuotesHasItsClockToldAtNight() {
    List<TapeInstrument> one =
        List.of(new TapeInstrument(Instrument.equity("A"), "v", "A", 60_000_000_000L));
    DiskForecast live = DiskForecast.of(one, true, false, LIVE, Retention.ALL, home);
    DiskForecast atOnce = DiskForecast.of(one, true, false, AT_ONCE, Retention.ALL, home);
    assertThat(live.tapeBytes() - atOnce.tapeBytes()).isBetween(63_000L * 64 - 1, 63_000L * 64 + 1);
  }

  private long tape(List<TapeInstrument> instruments, OptionalDouble speed) {
    return DiskForecast.of(instruments, false, false, speed, Retention.ALL, home).tapeBytes();
  }

  @Test
  void quotesAndTradesAreAssumedAndSaidToBe() {
    DiskForecast disk = DiskForecast.of(TWO, true, false, LIVE, Retention.ALL, home);
    assertThat(disk.basis())
        .isEqualTo("2 instruments, each with 10 quotes and 2 trades a second assumed");
    long events = 2L * 12 * 86_400;
    assertThat(disk.tapeBytes()).isBetween(events * 49, events * 92);
    assertThat(disk.journalBytes()).isBetween(events * 320, events * 321);
    assertThat(disk.text()).endsWith(" free; tape kept for ever");
  }

  /// Per moment with two scores: 39 bytes of answer, 41 of its commit.
  @Test
  void answersOfARemoteModelAreCounted() {
    DiskForecast with = DiskForecast.of(TWO, false, true, LIVE, Retention.ALL, home);
    DiskForecast without = DiskForecast.of(TWO, false, false, LIVE, Retention.ALL, home);
    assertThat(with.tapeBytes() - without.tapeBytes()).isEqualTo(1_440L * (39 + 41));
    assertThat(with.basis())
        .isEqualTo("2 instruments, 2880 bars a day, an answer of the model at each moment");
    long moments = 2L * 12 * 86_400;
    assertThat(DiskForecast.of(TWO, true, true, LIVE, Retention.ALL, home).tapeBytes())
        .isGreaterThan(
            moments * 80
                + DiskForecast.of(TWO, true, false, LIVE, Retention.ALL, home).tapeBytes()
                - 1);
  }

  @Test
  void aDiskThatFillsWithinADayIsRefusedAndOneThatFillsWithinAMonthIsWarnedOf() {
    assertThatThrownBy(() -> free(101_000_000, false).require())
        .hasMessage(
            "Disk will not do: free=101 MB, neededPerDay=100 MB (2 instruments, 2880 bars a day)."
                + " Make room, or listen to fewer instruments or longer bars.");
    free(100_000_000 + (1 << 20), false).require(); // the reserve is taken at once
    assertThat(free(2_950_000_000L, false).warning())
        .contains(
            "The disk does for about 29 days at this rate; then the session halts. A tape is kept"
                + " whole while its session lives, whatever its retention.");
    assertThat(free(3_000_000_000L + (1 << 20), false).warning()).isEmpty();
    assertThat(free(2_950_000_000L, true).warning())
        .get()
        .asString()
        .startsWith("The disk does for about 29 days of the data; then the session halts.");
  }
}
