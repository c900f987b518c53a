package io.papertape.cli;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.store.Series;

/// Series and instruments as one line of text.
final class SeriesText {
  private SeriesText() {}

  static String of(Series series) {
    return "%s %s, %d bars, %s to %s"
        .formatted(
            series.symbol(),
            series.resolution(),
            series.rows(),
            Times.instant(series.firstOpenNanos()),
            Times.instant(series.lastCloseNanos()));
  }

  static String instrument(Instrument instrument) {
    return ("%s is %s in %s, price step %s, quantity step %s, multiplier %s, volume step "
            + "%s, calendar %s")
        .formatted(
            instrument.symbol(),
            instrument.assetClass(),
            instrument.currency(),
            FixedPoint.format(instrument.priceStep()),
            FixedPoint.format(instrument.quantityStep()),
            FixedPoint.format(instrument.multiplier()),
            FixedPoint.format(instrument.volumeStep()),
            instrument.calendar());
  }
}
