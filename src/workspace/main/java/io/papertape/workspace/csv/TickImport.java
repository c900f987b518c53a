package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.TickWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One symbol's quotes or trade ticks on their way into the store, with the price step they turn
/// out to need.
final class TickImport {
  private static final int EQUITY_DECIMALS = 2;

  private final TickWriter writer;
  private final Instrument instrument;
  private final Origin origin;
  private final boolean continues;
  private final SessionSample sample;
  private long seen;
  private boolean isQuotes;
  private int priceDecimals = EQUITY_DECIMALS;
  private long priceStep = InstrumentGuess.powerOfTen(FixedPoint.DECIMALS - EQUITY_DECIMALS);

  TickImport(TickWriter writer, Instrument instrument, Origin origin, boolean continues) {
    this.writer = writer;
    this.instrument = instrument;
    this.origin = origin;
    this.continues = continues;
    sample = new SessionSample(instrument);
  }

  /// Why a row of a time cannot follow what is stored and read; empty if it can. A moment that is
  /// stored is whole: a row of its time would be a repetition.
  String order(long timeNanos) {
    if (timeNanos < writer.lastNanos()) {
      return "goes back in time";
    }
    boolean isStored = rows() == 0 && continues && timeNanos == writer.lastNanos();
    return isStored ? "not later than what is stored" : "";
  }

  void quote(long timeNanos, long bid, long bidSize, long ask, long askSize) {
    refine(bid);
    refine(ask);
    look(timeNanos);
    isQuotes = true;
    writer.quote(timeNanos, bid, bidSize, ask, askSize);
  }

  void trade(long timeNanos, long price, long quantity) {
    refine(price);
    look(timeNanos);
    writer.trade(timeNanos, price, quantity);
  }

  private void look(long timeNanos) {
    if (seen++ == sample.next()) {
      sample.look(timeNanos, timeNanos + 1);
    }
  }

  /// What speaks against the zone of the times, or against the market that was assumed.
  Optional<String> zoneHint() {
    return sample.hint(isQuotes ? "quotes" : "trade ticks", ZoneId.of(origin.zone()));
  }

  private void refine(long price) {
    while (price % priceStep != 0) {
      priceStep /= 10;
      priceDecimals++;
    }
  }

  /// Rows read.
  long rows() {
    return writer.rows() - writer.committedRows();
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
      writer.describe(
          InstrumentGuess.withSteps(instrument, priceDecimals, instrument.volumeStep(), isStepTold),
          whole);
    }
  }
}
