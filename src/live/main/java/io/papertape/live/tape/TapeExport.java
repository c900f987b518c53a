package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.SeriesWriter;
import io.papertape.workspace.store.TickWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes a rolled file of a tape part of a data set: quotes, trade ticks and bars at the engine
/// times of their moments, so that a backtest over them meets the same moments in the same order.
///
/// Backfilled bars are left out, for the session did not see them when they closed; so is what is
/// in quarantine.
public final class TapeExport {
  private static final int CHUNK = 1 << 16;
  private static final Resolution.Unit[] BAR_UNITS = {
    Resolution.Unit.DAY,
    Resolution.Unit.HOUR,
    Resolution.Unit.MINUTE,
    Resolution.Unit.SECOND,
    Resolution.Unit.MILLISECOND
  };
  private static final List<String> ASSUMPTIONS =
      List.of(
          "Times of quotes and trade ticks are engine times: the venue's, strictly increasing.",
          "Backfilled bars and what was in quarantine are left out.");

  private final DataSetWriter writer;
  private final List<TapeInstrument> instruments;
  private final Origin origin;
  private long bars;
  private long quotes;
  private long tradeTicks;
  private long backfilled;

  /// What a file gave.
  ///
  /// @param backfilled bars that were left out
  /// @param isNew      false if the data set had the file already
  public record Report(long bars, long quotes, long tradeTicks, long backfilled, boolean isNew) {}

  private TapeExport(DataSetWriter writer, List<TapeInstrument> instruments, Origin origin) {
    this.writer = writer;
    this.instruments = instruments;
    this.origin = origin;
  }

  /// Adds a file that has been rolled, after those before it; one that is there is not added
  /// again. All of it is there or nothing.
  public static Report addRolled(Disk disk, String name, DataStore store, String dataSet) {
    String hash = sha256(disk, name);
    try (TapeReader reader = TapeReader.ofRolled(disk, name);
        DataSetWriter writer = store.writer(dataSet, DataSetWriter.Mode.APPEND)) {
      String source = reader.header().sessionId() + "/" + name;
      if (store.find(dataSet).filter(set -> holds(set, source, hash)).isPresent()) {
        return new Report(0, 0, 0, 0, false);
      }
      Origin origin =
          new Origin("UTC", "end", List.of(new Origin.SourceFile(source, hash)), ASSUMPTIONS);
      TapeExport export = new TapeExport(writer, reader.header().instruments(), origin);
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        export.add(next.get());
      }
      export.describe();
      if (export.bars + export.quotes + export.tradeTicks > 0) {
        writer.commit();
      }
      return new Report(export.bars, export.quotes, export.tradeTicks, export.backfilled, true);
    }
  }

  private static boolean holds(DataSet set, String source, String hash) {
    Origin.SourceFile file = new Origin.SourceFile(source, hash);
    return set.series().stream().anyMatch(series -> series.origin().sources().contains(file));
  }

  private void add(TapeMoment moment) {
    for (TapeEvent event : moment.events()) {
      if (event instanceof TapedQuote quote) {
        quotes++;
        ticks(quote.instrument(), Resolution.QUOTE)
            .quote(moment.timeNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
      } else if (event instanceof TapedTradeTick tick) {
        tradeTicks++;
        ticks(tick.instrument(), Resolution.TRADE)
            .trade(moment.timeNanos(), tick.price(), tick.quantity());
      } else if (event instanceof TapedBar bar) {
        add(bar);
      }
    }
  }

  private void add(TapedBar bar) {
    if (bar.origin() == BarOrigin.BACKFILLED) {
      backfilled++;
      return;
    }
    bars++;
    TapeInstrument instrument = instruments.get(bar.instrument());
    series(instrument)
        .add(
            bar.openNanos(),
            bar.closeNanos(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume());
  }

  private SeriesWriter series(TapeInstrument instrument) {
    return writer.series(instrument.instrument(), resolution(instrument.barNanos()), origin);
  }

  private TickWriter ticks(int instrument, Resolution kind) {
    return writer.ticks(instruments.get(instrument).instrument(), kind, origin);
  }

  /// Names the file as a source of each series that it continues.
  private void describe() {
    for (TapeInstrument one : instruments) {
      Instrument instrument = one.instrument();
      if (one.hasBars()) {
        Optional<Series> before = writer.continued(instrument.symbol(), resolution(one.barNanos()));
        before.ifPresent(b -> series(one).describe(instrument, b.origin().followedBy(origin)));
      }
      for (Resolution kind : List.of(Resolution.QUOTE, Resolution.TRADE)) {
        Optional<Series> before = writer.continued(instrument.symbol(), kind);
        before.ifPresent(
            b ->
                writer
                    .ticks(instrument, kind, origin)
                    .describe(instrument, b.origin().followedBy(origin)));
      }
    }
  }

  /// The resolution of bars of a length, such as `1m` of 60 seconds.
  public static Resolution resolution(long barNanos) {
    for (Resolution.Unit unit : BAR_UNITS) {
      long one = new Resolution(1, unit).nanos();
      if (barNanos % one == 0) {
        return new Resolution(Math.toIntExact(barNanos / one), unit);
      }
    }
    throw new IllegalArgumentException(
        "Bars of this length are not stored: barNanos=%d. Use whole milliseconds."
            .formatted(barNanos));
  }

  private static String sha256(Disk disk, String name) {
    try (DiskFile file = disk.open(name)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      long at = 0;
      for (int read = file.read(chunk, at); read > 0; read = file.read(chunk, at)) {
        at += read;
        digest.update(chunk.flip());
        chunk.clear();
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing. Use a complete JDK.", e);
    }
  }
}
