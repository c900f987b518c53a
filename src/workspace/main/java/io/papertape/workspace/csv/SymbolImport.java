package io.papertape.workspace.csv;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.SeriesWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One symbol's bars on their way into the store, with the steps they turn out to need.
final class SymbolImport {
  private final SeriesWriter writer;
  private final Instrument instrument;
  private final Origin origin;
  private final boolean continues;
  private final boolean stepIsGiven;
  private final SessionSample sample;
  private final int volumeDecimals;
  private final long volumeStepUnits;
  private int priceDecimals;
  private long priceStep;
  private long bars;

  SymbolImport(
      SeriesWriter writer,
      Instrument instrument,
      Origin origin,
      boolean continues,
      boolean stepIsGiven,
      long volumeStep) {
    this.writer = writer;
    this.instrument = instrument;
    this.origin = origin;
    this.continues = continues;
    this.stepIsGiven = stepIsGiven;
    sample = new SessionSample(instrument);
    int decimals = FixedPoint.DECIMALS;
    long units = volumeStep;
    while (decimals > 0 && units % 10 == 0) {
      units /= 10;
      decimals--;
    }
    volumeDecimals = decimals;
    volumeStepUnits = units;
    priceDecimals = InstrumentGuess.CENTS;
    priceStep = InstrumentGuess.powerOfTen(FixedPoint.DECIMALS - InstrumentGuess.CENTS);
  }

  Instrument instrument() {
    return instrument;
  }

  TradingCalendar calendar() {
    return sample.calendar();
  }

  SeriesWriter writer() {
    return writer;
  }

  /// True if the volume step was stored or stated and cannot become finer.
  boolean stepIsGiven() {
    return stepIsGiven;
  }

  int volumeDecimals() {
    return volumeDecimals;
  }

  long volumeStepUnits() {
    return volumeStepUnits;
  }

  void add(long openNanos, long closeNanos, MutableRow row) {
    if (row.textDecimals() > priceDecimals) {
      refine(row.open());
      refine(row.high());
      refine(row.low());
      refine(row.close());
    }
    writer.add(openNanos, closeNanos, row.open(), row.high(), row.low(), row.close(), row.volume());
    if (bars == sample.next()) {
      sample.look(openNanos, closeNanos);
    }
    bars++;
  }

  /// Adds bars `[from, to)` whose prices are written with at most so many decimals.
  void add(BarColumns plain, int from, int to, int decimals) {
    for (int i = decimals > priceDecimals ? from : to; i < to; i++) {
      refine(plain.open()[i]);
      refine(plain.high()[i]);
      refine(plain.low()[i]);
      refine(plain.close()[i]);
    }
    writer.add(plain, from, to);
    while (sample.next() < bars + to - from) {
      int at = (int) (from + sample.next() - bars);
      sample.look(plain.openTimeNanos()[at], plain.closeTimeNanos()[at]);
    }
    bars += to - from;
  }

  /// What speaks against the zone of intraday bars, or their market.
  Optional<String> zoneHint() {
    return sample
        .hint("bars", ZoneId.of(origin.zone()))
        .map(hint -> hint + " papertape data check counts them");
  }

  private void refine(long price) {
    while (price % priceStep != 0) {
      priceStep /= 10;
      priceDecimals++;
    }
  }

  /// Gives the series its final definition, once all rows are in.
  void describe(List<Origin.SourceFile> sources, List<String> assumptions, boolean isStepTold) {
    Origin whole = new Origin(origin.zone(), origin.stamp(), sources, assumptions);
    if (continues) {
      Instrument old = writer.instrument();
      Instrument refined =
          InstrumentGuess.withSteps(old, priceDecimals, old.volumeStep(), isStepTold);
      writer.describe(refined, writer.origin().followedBy(whole));
    } else {
      long volumeStep =
          volumeStepUnits * InstrumentGuess.powerOfTen(FixedPoint.DECIMALS - volumeDecimals);
      writer.describe(
          InstrumentGuess.withSteps(instrument, priceDecimals, volumeStep, isStepTold), whole);
    }
  }

  long bars() {
    return bars;
  }
}
