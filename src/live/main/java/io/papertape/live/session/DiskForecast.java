package io.papertape.live.session;

import io.papertape.live.tape.DiskNeed;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What room a session will take on the disk, by what its feed is likely to tell. An estimate: how
/// often quotes come is assumed, bars are counted by their length.
///
/// @param tapeBytes    of a day of engine time
/// @param journalBytes of a day: an entry for each evaluation
/// @param basis        what it was reckoned with, in words
/// @param freeBytes    of the disk, for whoever runs the service
/// @param isReplay     whether engine time has nothing to do with days of the wall clock
public record DiskForecast(
    long tapeBytes,
    long journalBytes,
    String basis,
    long freeBytes,
    boolean isReplay,
    Retention retention) {
  /// Of each instrument, when a strategy acts on quotes or trade ticks.
  static final double QUOTES_PER_SECOND = 10;

  static final double TRADE_TICKS_PER_SECOND = 2;

  /// Of an evaluation that does nothing, with two inputs.
  static final long ENTRY_BYTES = 320;

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double NANOS_PER_DAY = 86_400e9;
  private static final double MOST_COMMITS_PER_SECOND = 20;

  /// So often a session looks at the clock of its feed while nothing comes.
  private static final double LOOKS_PER_SECOND = 20;

  private static final int FEW_DAYS = 30;

  /// What the reason of a halt is written over is taken at once.
  private static final long RESERVE_BYTES = 1 << 20;

  private static final LocalDate ORDINARY = LocalDate.of(2025, 3, 3);

  /// @param hasTicks  whether the feed tells quotes or trade ticks
  /// @param asksModel whether a remote model is asked, at each moment, for a score of each
  /// @param speed     seconds of engine time a second, of a replay; 0: as fast as it goes
  /// @param home      the workspace
  static DiskForecast of(
      List<TapeInstrument> instruments,
      boolean hasTicks,
      boolean asksModel,
      OptionalDouble speed,
      Retention retention,
      Path home) {
    int count = instruments.size();
    double openNanos = instruments.stream().mapToLong(DiskForecast::openNanos).max().orElse(0);
    double open = openNanos / NANOS_PER_DAY;
    double quotes = hasTicks ? QUOTES_PER_SECOND * open * count : 0;
    double ticks = hasTicks ? TRADE_TICKS_PER_SECOND * open * count : 0;
    long barNanos = instruments.stream().mapToLong(TapeInstrument::barNanos).max().orElse(0);
    double closesPerDay = barNanos == 0 ? 0 : Math.max(1, openNanos / barNanos);
    double barsPerDay = closesPerDay * count;
    double events = (quotes + ticks) * SECONDS_PER_DAY + barsPerDay;
    double moments = hasTicks ? events : barsPerDay / Math.max(1, count);
    double answers = asksModel ? moments * DiskNeed.answerBytes(count) : 0;
    double commits = Math.min(MOST_COMMITS_PER_SECOND, events / SECONDS_PER_DAY);
    DiskNeed need =
        new DiskNeed(
            quotes,
            ticks,
            barNanos == 0 ? 0 : count,
            (long) (NANOS_PER_DAY / Math.max(1, closesPerDay)),
            commits);
    double readings = readingsPerDay(hasTicks ? 1 - open : 1, speed) * DiskNeed.readingBytes();
    String named = count == 1 ? "1 instrument" : count + " instruments";
    String basis =
        hasTicks
            ? String.format(
                Locale.ROOT,
                "%s, each with %.0f quotes and %.0f trades a second assumed",
                named,
                QUOTES_PER_SECOND,
                TRADE_TICKS_PER_SECOND)
            : String.format(Locale.ROOT, "%s, %.0f bars a day", named, barsPerDay);
    String model = asksModel ? ", an answer of the model at each moment" : "";
    return new DiskForecast(
        need.bytesPerDay() + (long) Math.ceil(answers + readings),
        (long) (events * ENTRY_BYTES),
        basis + model,
        free(home),
        speed.isPresent(),
        retention);
  }

  /// A quiet feed has its clock told each second, night and day. Where more than a second of its
  /// clock passes between two looks, one is told at each; where it leaps from event to event, none.
  ///
  /// @param quiet part of the day in which nothing else comes
  private static double readingsPerDay(double quiet, OptionalDouble speed) {
    double most = speed.orElse(1);
    return most == 0 ? 0 : quiet * SECONDS_PER_DAY / Math.max(1, most / LOOKS_PER_SECOND);
  }

  /// So long the market of an instrument is open on an ordinary day.
  private static long openNanos(TapeInstrument one) {
    Session day = TradingCalendar.byName(one.instrument().calendar()).nextSession(ORDINARY);
    return day.closeNanos() - day.openNanos();
  }

  private static long free(Path home) {
    try {
      Path at = home;
      while (!Files.exists(at)) {
        at = at.getParent();
      }
      return Files.getFileStore(at).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Both, of a day.
  public long bytesPerDay() {
    return tapeBytes + journalBytes;
  }

  /// How many days the free room does.
  public double days() {
    return (double) Math.max(0, freeBytes - RESERVE_BYTES) / Math.max(1, bytesPerDay());
  }

  /// Refuses a session that would fill the disk within a day.
  ///
  /// @throws WorkspaceException if it would
  void require() {
    if (days() < 1) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          ("Disk will not do: free=%s, neededPerDay=%s (%s). Make room, or listen to fewer"
                  + " instruments or longer bars.")
              .formatted(size(freeBytes), size(bytesPerDay()), basis));
    }
  }

  /// What the operator should know; empty if the room does for a month.
  ///
  /// A tape is needed as a whole while its session lives, so a retention does not make it smaller.
  public Optional<String> warning() {
    return days() >= FEW_DAYS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "The disk does for about %.0f days %s; then the session halts. A tape is"
                    + " kept whole while its session lives, whatever its retention.",
                Math.floor(days()),
                isReplay ? "of the data" : "at this rate"));
  }

  /// In words, for a line on a screen.
  public String text() {
    return "about %s a day%s: tape %s, journal %s (%s); %s free; tape kept %s"
        .formatted(
            size(bytesPerDay()),
            isReplay ? " of the data" : "",
            size(tapeBytes),
            size(journalBytes),
            basis,
            size(freeBytes),
            retention.isForever() ? "for ever" : retention + " after the session has ended");
  }

  private static String size(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
